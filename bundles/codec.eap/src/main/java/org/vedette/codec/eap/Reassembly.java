package org.vedette.codec.eap;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;

/** Joins fragments to messages. For one thread. */
public final class Reassembly {
  /** Most octets of any message: a TLS handshake with a long chain of certificates fits. */
  public static final int MAX_LENGTH = 64 * 1024;

  /** What a fragment led to. */
  public sealed interface Result permits Whole, Partial, Broken {
    /** Handles every case. */
    default <R> R match(
        Function<Whole, R> whole, Function<Partial, R> partial, Function<Broken, R> broken) {
      if (this instanceof Whole one) {
        return whole.apply(one);
      }
      return this instanceof Partial one ? partial.apply(one) : broken.apply((Broken) this);
    }
  }

  /**
   * The message is complete.
   *
   * @param message its octets; none when an empty fragment came alone
   */
  public record Whole(byte[] message) implements Result {}

  /** Further fragments are to come; acknowledge this one (RFC 5216 section 2.1.5). */
  public record Partial() implements Result {}

  /**
   * The fragments do not fit together.
   *
   * @param why for the log
   */
  public record Broken(String why) implements Result {}

  private static final Result PARTIAL = new Partial();
  private static final int UNKNOWN = -1;

  private final int most;
  private ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
  private int total = UNKNOWN;
  private boolean running;

  /** Begins with nothing; messages may have {@value #MAX_LENGTH} octets. */
  public Reassembly() {
    this(MAX_LENGTH);
  }

  /**
   * Begins with nothing.
   *
   * @param most octets of a message, 1 to {@value #MAX_LENGTH}
   */
  public Reassembly(int most) {
    if (most < 1 || most > MAX_LENGTH) {
      throw new IllegalArgumentException("a message has 1 to " + MAX_LENGTH + " octets");
    }
    this.most = most;
  }

  /** Takes the next fragment; after {@link Broken} it begins anew. */
  public Result add(TlsFragment fragment) {
    if (fragment.total().isPresent()) {
      int said = fragment.total().getAsInt();
      if (said > most) {
        return broken("a message of more than " + most + " octets is announced");
      }
      if (running && total != UNKNOWN && said != total) {
        return broken("the announced length changes");
      }
      total = said;
    }
    if (fragment.more() && fragment.data().length == 0) {
      return broken("an empty fragment announces more");
    }
    int size = parts.size() + fragment.data().length;
    if (size > (total == UNKNOWN ? most : total)) {
      return broken("there is more than was announced or is allowed");
    }
    if (running && fragment.data().length == 0) {
      return broken("fragments are missing");
    }
    parts.writeBytes(fragment.data());
    if (fragment.more()) {
      running = true;
      return PARTIAL;
    }
    if (total != UNKNOWN && size != total) {
      return broken("there is less than was announced");
    }
    byte[] message = parts.toByteArray();
    reset();
    return new Whole(message);
  }

  private Result broken(String why) {
    reset();
    return new Broken(why);
  }

  private void reset() {
    parts = new ByteArrayOutputStream(0);
    total = UNKNOWN;
    running = false;
  }
}

package org.vedette.state.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.vedette.api.store.MalformedRecordException;

/**
 * The final claims of one moment, as a snapshot holds them. Of two that are about the same thing
 * the later counts; some may be over. Must be closed.
 */
public final class ClaimImage implements AutoCloseable {
  /** Takes claims. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes one claim.
     *
     * @param bytes not to be changed
     * @param from where it begins
     * @param length how long it is
     * @throws IOException when it cannot be passed on
     */
    void claim(ByteBuffer bytes, int from, int length) throws IOException;
  }

  private interface Claims {
    void each(Visitor visitor) throws IOException;
  }

  /**
   * The beginning of a chunk.
   *
   * @param chunk the chunk
   * @param used how many of its bytes
   * @param count how many claims they are
   */
  record Part(ClaimChunk chunk, int used, int count) {}

  private final int size;
  private final List<Part> parts;
  private final Claims claims;
  private final Runnable closed;

  private ClaimImage(int size, List<Part> parts, Claims claims, Runnable closed) {
    this.size = size;
    this.parts = parts;
    this.claims = claims;
    this.closed = closed;
  }

  /**
   * References to what does not change until it is closed, so that it takes no time to speak of.
   *
   * @param closed told once
   */
  static ClaimImage of(List<Part> parts, Runnable closed) {
    return new ClaimImage(
        parts.stream().mapToInt(Part::count).sum(),
        parts,
        visitor -> {
          for (Part part : parts) {
            part.chunk().each(part.used(), visitor);
          }
        },
        closed);
  }

  /**
   * Finds claims in a snapshot.
   *
   * @param in stands where the first of them begins, and then behind the last; its bytes must not
   *     change any more
   * @throws MalformedRecordException when the bytes end before the last
   */
  public static ClaimImage read(ByteBuffer in, int count) {
    int from = in.position();
    try {
      for (int i = 0; i < count; i++) {
        in.position(in.position() + ClaimBytes.length(in, in.position()));
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException wrong) {
      throw new MalformedRecordException("the length of a claim is wrong");
    }
    int end = in.position();
    return new ClaimImage(
        count,
        List.of(),
        visitor -> {
          for (int at = from; at < end; at += ClaimBytes.length(in, at)) {
            visitor.claim(in, at, ClaimBytes.length(in, at));
          }
        },
        () -> {});
  }

  /**
   * Returns the claims in parts of some dozen KiB, each read when it is asked for; none of an image
   * that was read from a snapshot.
   */
  public Iterator<List<FinalClaim>> parts() {
    return parts.stream().map(part -> part.chunk().read(part.used())).iterator();
  }

  /** How many claims it holds. */
  public int size() {
    return size;
  }

  /** Visits all claims. */
  public void each(Visitor visitor) throws IOException {
    claims.each(visitor);
  }

  /** Lets the claims go; called once, by who is done with it. */
  @Override
  public void close() {
    closed.run();
  }
}

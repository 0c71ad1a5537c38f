package org.vedette.state.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.vedette.api.store.MalformedRecordException;

/**
 * The final claims of one moment, as a snapshot holds them. Of two that are about the same thing
 * the later counts; some may be over. Immutable.
 */
public final class ClaimImage {
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
    void claim(byte[] bytes, int from, int length) throws IOException;
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
  private final Claims claims;

  private ClaimImage(int size, Claims claims) {
    this.size = size;
    this.claims = claims;
  }

  /** References to what never changes, so that it takes no time to speak of. */
  static ClaimImage of(List<Part> parts) {
    return new ClaimImage(
        parts.stream().mapToInt(Part::count).sum(),
        visitor -> {
          for (Part part : parts) {
            part.chunk().each(part.used(), visitor);
          }
        });
  }

  /**
   * Finds claims in a snapshot.
   *
   * @param in stands where the first of them begins, and then behind the last; its array must not
   *     change any more
   * @throws MalformedRecordException when the bytes end before the last
   */
  public static ClaimImage read(ByteBuffer in, int count) {
    byte[] snapshot = in.array();
    int from = in.arrayOffset() + in.position();
    try {
      for (int i = 0; i < count; i++) {
        int length = ClaimBytes.length(snapshot, in.arrayOffset() + in.position());
        in.position(in.position() + length);
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException wrong) {
      throw new MalformedRecordException("the length of a claim is wrong");
    }
    int end = in.arrayOffset() + in.position();
    return new ClaimImage(
        count,
        visitor -> {
          for (int at = from; at < end; at += ClaimBytes.length(snapshot, at)) {
            visitor.claim(snapshot, at, ClaimBytes.length(snapshot, at));
          }
        });
  }

  /** How many claims it holds. */
  public int size() {
    return size;
  }

  /** Visits all claims. */
  public void each(Visitor visitor) throws IOException {
    claims.each(visitor);
  }
}

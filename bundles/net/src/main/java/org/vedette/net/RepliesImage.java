package org.vedette.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.ReplyTable.Left;

/**
 * A table as lists of JDK types, the only form that may outlive the bundle: key, expiry, and reply
 * or left request of each slot at the same index. Empty arrays stand for nothing.
 */
final class RepliesImage {
  private static final String KEYS = "keys";
  private static final String EXPIRES = "expires";
  private static final String REPLIES = "replies";
  private static final String PACKETS = "packets";
  private static final String NOTES = "notes";
  private static final byte[] NONE = new byte[0];

  private RepliesImage() {}

  static Map<String, Object> of(Replies replies) {
    List<byte[]> keys = new ArrayList<>();
    List<Long> expires = new ArrayList<>();
    List<byte[]> answers = new ArrayList<>();
    List<byte[]> packets = new ArrayList<>();
    List<byte[]> notes = new ArrayList<>();
    for (Slot slot : replies.image()) {
      byte[] reply = slot.reply;
      Left left = slot.left;
      keys.add(slot.key);
      expires.add(slot.expires);
      answers.add(reply == null ? NONE : reply);
      packets.add(left == null ? NONE : left.packet());
      notes.add(left == null ? NONE : left.note());
    }
    return Map.of(KEYS, keys, EXPIRES, expires, REPLIES, answers, PACKETS, packets, NOTES, notes);
  }

  /** Fills {@code into}; what is not an image, or of another version, leaves it empty. */
  static void restore(@Nullable Object image, Replies into) {
    if (!(image instanceof Map<?, ?> map)) {
      return;
    }
    List<?> keys = list(map, KEYS);
    List<?> expires = list(map, EXPIRES);
    List<?> answers = list(map, REPLIES);
    List<?> packets = list(map, PACKETS);
    List<?> notes = list(map, NOTES);
    int size = keys.size();
    if (expires.size() != size
        || answers.size() != size
        || packets.size() != size
        || notes.size() != size) {
      return;
    }
    for (int i = 0; i < size; i++) {
      if (keys.get(i) instanceof byte[] key
          && expires.get(i) instanceof Long until
          && answers.get(i) instanceof byte[] reply
          && packets.get(i) instanceof byte[] packet
          && notes.get(i) instanceof byte[] note) {
        into.restore(key, until, reply.length == 0 ? null : reply);
        if (packet.length > 0) {
          into.leave(new Left(key, packet, note));
        }
      }
    }
  }

  private static List<?> list(Map<?, ?> map, String name) {
    return map.get(name) instanceof List<?> list ? list : List.of();
  }
}

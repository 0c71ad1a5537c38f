package org.vedette.method.questions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * What is kept of a user's questions: the texts, and of each answer the HMAC-SHA-256 under a key
 * made for this user. The vault seals the whole.
 */
@SuppressWarnings("ArrayRecordComponent")
record Answers(byte[] key, List<Kept> all) {
  private static final int KEY = 32;
  private static final int SCHEMA = 1;
  private static final String HMAC = "HmacSHA256";

  /**
   * A question and its answer.
   *
   * @param question the text
   * @param hash of the answer
   */
  record Kept(String question, byte[] hash) {}

  /**
   * A question and its answer as typed.
   *
   * @param question the text
   * @param answer the answer
   */
  record Typed(String question, String answer) {}

  static Answers of(List<Typed> typed, IntFunction<byte[]> random) {
    byte[] key = random.apply(KEY);
    List<Kept> kept = new ArrayList<>();
    typed.forEach(each -> kept.add(new Kept(each.question(), hash(key, each.answer()))));
    return new Answers(key, List.copyOf(kept));
  }

  Secret toSecret() {
    return Secret.of(
        new Encoder()
            .u8(SCHEMA)
            .bytes(key)
            .list(all, (out, each) -> out.text(each.question()).bytes(each.hash()))
            .toBytes());
  }

  /**
   * Reads what {@link #toSecret} wrote.
   *
   * @throws org.vedette.api.store.MalformedRecordException when it is none
   */
  static Answers read(Secret secret) {
    byte[] bytes = secret.bytes();
    try {
      Decoder in = new Decoder(bytes);
      in.u8();
      return new Answers(in.bytes(), in.list(from -> new Kept(from.text(), from.bytes())));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Compares in constant time, without regard to case, spaces and signs. */
  boolean right(int at, String typed) {
    return MessageDigest.isEqual(all.get(at).hash(), hash(key, typed));
  }

  static boolean same(String one, String other) {
    return normal(one).equals(normal(other));
  }

  /** Letters and digits alone, in lower case. */
  static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static byte[] hash(byte[] key, String answer) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(normal(answer).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + HMAC, impossible);
    }
  }
}

package org.vedette.api.delivery;

import java.util.Arrays;
import java.util.Optional;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * A file that goes with a mail.
 *
 * @param name name of the file, 1 to 80 characters of ASCII: letters, digits, dot, underscore,
 *     dash, space
 * @param type media type, for instance {@code application/pdf}
 * @param bytes content, 1 to {@value #MAX_BYTES} bytes; never changed
 */
public record Attachment(String name, String type, byte[] bytes) {
  /** Largest content, in bytes. */
  public static final int MAX_BYTES = 200 << 10;

  /** Says what is wrong with it, in one sentence; empty when it may be sent. */
  public Optional<String> problem() {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._ -]{0,79}")) {
      return Optional.of(
          "the name has 1 to 80 letters, digits, dots, dashes, for example \"Welcome.pdf\"");
    }
    if (!type.matches("(application|audio|font|image|text|video)/[a-z0-9][a-z0-9.+-]{0,79}")) {
      return Optional.of("the type is a media type, for example application/pdf");
    }
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      return Optional.of("the content has 1 to " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    return Optional.empty();
  }

  void write(Encoder out) {
    out.text(name).text(type).bytes(bytes);
  }

  static Attachment read(Decoder in) {
    return new Attachment(in.text(), in.text(), in.bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attachment that
        && name.equals(that.name)
        && type.equals(that.type)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return name + " (" + type + ", " + bytes.length + " bytes)";
  }
}

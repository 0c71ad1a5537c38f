package org.vedette.client.http.callback;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fields of a form, in their order (WHATWG URL, application/x-www-form-urlencoded).
 *
 * @param fields names and values, decoded
 */
public record FormFields(List<Field> fields) {
  /** No fields. */
  public static final FormFields NONE = new FormFields(List.of());

  /** Most octets that are read: callbacks hold some two dozen short fields. */
  static final int MAX_OCTETS = 65_536;

  private static final int MAX_FIELDS = 200;
  private static final int HEX = 16;

  /**
   * A field.
   *
   * @param name its name
   * @param value its value
   */
  public record Field(String name, String value) {
    @Override
    public String toString() {
      return "Field[" + name + "]";
    }
  }

  /** Copies the fields. */
  public FormFields {
    fields = List.copyOf(fields);
  }

  /** Reads a body; empty when it is too long, or no form in UTF-8. */
  public static Optional<FormFields> read(byte[] body) {
    if (body.length > MAX_OCTETS) {
      return Optional.empty();
    }
    String text = new String(body, StandardCharsets.ISO_8859_1);
    List<Field> found = new ArrayList<>();
    for (String pair : text.split("&", MAX_FIELDS + 2)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      Optional<String> name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty() || found.size() >= MAX_FIELDS) {
        return Optional.empty();
      }
      found.add(new Field(name.get(), value.get()));
    }
    return Optional.of(new FormFields(found));
  }

  /** Returns the only value of a name; empty when there is none, or several. */
  public Optional<String> only(String name) {
    List<Field> all = fields.stream().filter(each -> each.name().equals(name)).toList();
    return all.size() == 1 ? Optional.of(all.get(0).value()) : Optional.empty();
  }

  private static Optional<String> decoded(String text) {
    ByteBuffer octets = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each != '%') {
        octets.put((byte) (each == '+' ? ' ' : each));
        continue;
      }
      int high = i + 2 < text.length() ? digit(text.charAt(i + 1)) : -1;
      int low = i + 2 < text.length() ? digit(text.charAt(i + 2)) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      octets.put((byte) (high * HEX + low));
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
    } catch (CharacterCodingException noUtf8) {
      return Optional.empty();
    }
  }

  private static int digit(char each) {
    return each < 128 ? Character.digit(each, HEX) : -1;
  }

  /** Hides what was sent. */
  @Override
  public String toString() {
    return "FormFields[" + fields.size() + "]";
  }
}

package org.vedette.shell.verb;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;

/** The secret fields that a listener asks of an application: read from a pipe, or made. */
final class Secrets {
  /** Letters and digits that nobody confuses, because people type them into other devices. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** 24 of 57 characters are 139 bits; RFC 2865, 3 asks for 16 octets. */
  private static final int LENGTH = 24;

  private final Call call;
  private final List<String> fields;

  Secrets(Call call, String listener) {
    this.call = call;
    List<Doc> listeners = call.api().get("/listeners").docs("items");
    Doc found =
        listeners.stream()
            .filter(it -> it.text("id").equals(listener))
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.refused(
                        "listener: there is no listener "
                            + listener
                            + " on the server; there is "
                            + String.join(
                                ", ", listeners.stream().map(it -> it.text("id")).toList())
                            + ".",
                        "vedette application listeners"));
    fields =
        found.docs("fields").stream()
            .filter(it -> it.flag("secret"))
            .map(it -> it.text("name"))
            .toList();
  }

  /**
   * Puts a value for each secret field into the listener's part of an application.
   *
   * @return those that were made, to be shown
   */
  Map<String, String> put(Map<String, @Nullable Object> body, boolean fromInput) {
    if (fields.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> extra = new LinkedHashMap<>();
    if (body.get("extra") instanceof Map) {
      ((Map<?, ?>) body.get("extra"))
          .forEach((key, value) -> extra.put(String.valueOf(key), value));
    }
    Map<String, String> made = new LinkedHashMap<>();
    for (String field : fields) {
      if (extra.containsKey(field)) {
        throw Failure.usage(
            field + ": a secret never stands on a command line, where other users can read it",
            "leave " + field + "=... out: it is generated, or read with --secret-stdin");
      }
      String value = fromInput ? call.readLine("The " + field) : generate();
      extra.put(field, value);
      if (!fromInput) {
        made.put(field, value);
      }
    }
    body.put("extra", extra);
    return made;
  }

  private static String generate() {
    SecureRandom random = new SecureRandom();
    StringBuilder secret = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }
}

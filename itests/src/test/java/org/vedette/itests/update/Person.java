package org.vedette.itests.update;

import org.vedette.testkit.oath.SoftToken;

/** A person with a counter token or a phone; signs in once at a time. */
final class Person {
  private final String name;
  private final SoftToken token;
  private long counter;

  private Person(String name, SoftToken token) {
    this.name = name;
    this.token = token;
  }

  static Person withToken(String name, SoftToken token) {
    return new Person(name, token);
  }

  /** Whose phone is one of {@link org.vedette.testkit.held.HeldPhones}. */
  static Person withPhone(String name) {
    return new Person(name, null);
  }

  String name() {
    return name;
  }

  /** Presses the button of the token. */
  String nextCode() {
    return token.codeFor(counter++);
  }

  /** A code that the token shows at none of its next presses. */
  String wrongCode() {
    for (int number = 0; ; number++) {
      String code = "%06d".formatted(number);
      boolean shown = false;
      for (long each = Math.max(0, counter - 30); each < counter + 30; each++) {
        shown |= token.codeFor(each).equals(code);
      }
      if (!shown) {
        return code;
      }
    }
  }
}

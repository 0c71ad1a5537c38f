package org.vedette.itests.durability;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.itests.blackbox.Rest;
import org.vedette.testkit.oath.SoftToken;

/** A person with a counter token, who signs in once at a time. Thread-safe. */
final class Member {
  private static final Pattern OTPAUTH = Pattern.compile("\"otpauth\"\\s*:\\s*\"([^\"]+)\"");

  private final String name;
  private final SoftToken token;
  private long counter;
  private String lastAccepted = "";
  private int accepted;

  private Member(String name, SoftToken token) {
    this.name = name;
    this.token = token;
  }

  /** Adds a user of this name, with a counter token. */
  static Member add(Rest rest, String name) throws IOException, InterruptedException {
    rest.call("POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    String made =
        rest.call(
            "POST",
            "/users/" + name + "/enrollments",
            "{\"method\":\"oath\",\"params\":{\"type\":\"hotp\"}}");
    Matcher otpauth = OTPAUTH.matcher(made);
    if (!otpauth.find()) {
      throw new IOException("the answer to a new enrollment has no otpauth address");
    }
    return new Member(name, SoftToken.scan(otpauth.group(1)));
  }

  String name() {
    return name;
  }

  /** Presses the button of the token. */
  synchronized String nextCode() {
    return token.codeFor(counter++);
  }

  /** Notes that a code was accepted. */
  synchronized void accepted(String code) {
    lastAccepted = code;
    accepted++;
  }

  /** The code accepted last; empty when none was. */
  synchronized String lastAccepted() {
    return lastAccepted;
  }

  /** How many codes were accepted. */
  synchronized int accepts() {
    return accepted;
  }
}

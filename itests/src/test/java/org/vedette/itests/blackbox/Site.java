package org.vedette.itests.blackbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.oath.SoftToken;

/**
 * Sets up users and clients on a running server, through its REST API: the command line, which
 * calls that, takes a process for each. What the command line does has tests of its own, and {@link
 * #personByCommands} and the {@link Recipes} use it.
 */
public final class Site {
  /** The password of every user; marked, so that a search of all files finds a leak. */
  public static final String PASSWORD = "vdtmark-Correct-Horse-9";

  /** The shared secret of every client; marked too. */
  public static final String SECRET = "vdtmark-Kq7Zr2Wm9Xt4Lp6Yc8Nf";

  private static final Pattern OTPAUTH = Pattern.compile("\"otpauth\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
  private static final Pattern KEY = Pattern.compile("\"secret\"\\s*:\\s*\"([0-9a-f]{64})\"");
  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * A user with a code app.
   *
   * @param name username
   * @param otpauth what the app scanned
   * @param token the app
   */
  public record Person(String name, String otpauth, SoftToken token) {}

  private Site() {}

  /** Adds a user with a local password and a TOTP app; each call another one. */
  public static Person person(Server server) {
    Person person = withoutPassword(server);
    password(server, person.name());
    return person;
  }

  /** The same as an operator does it, by commands; the token has these properties. */
  public static Person personByCommands(Server server, String... params) {
    String name = "user" + COUNT.incrementAndGet();
    server.vedette("user", "add", name);
    List<String> command = new ArrayList<>(List.of("enrollment", "add", name, "--json"));
    command.addAll(Arrays.asList(params));
    String json = server.vedette(command.toArray(String[]::new));
    server.vedetteWith(PASSWORD + "\n", "user", "password", name, "--stdin");
    return scanned(name, json);
  }

  /** Adds a user without a password of our own, with a TOTP app; each call another one. */
  public static Person withoutPassword(Server server) {
    return named(server, "user" + COUNT.incrementAndGet());
  }

  /** Adds a user of this name with a TOTP app. */
  public static Person named(Server server, String name) {
    call(server, "POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    return scanned(
        name, call(server, "POST", "/users/" + name + "/enrollments", "{\"method\":\"oath\"}"));
  }

  /** Gives a user the password of all. */
  public static void password(Server server, String name) {
    call(
        server, "PUT", "/users/" + name + "/password", "{\"password\":\"%s\"}".formatted(PASSWORD));
  }

  private static Person scanned(String name, String json) {
    String otpauth = find(OTPAUTH, json);
    return new Person(name, otpauth, SoftToken.scan(otpauth));
  }

  private static String call(Server server, String method, String path, String body) {
    try {
      return server.rest().call(method, path, body);
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(method + " " + path + " failed", failure);
    }
  }

  /** Adds a user who answers on one of these phones, or gives one that is there such a phone. */
  public static void withPhone(Server server, String name, HeldPhones phones) throws Exception {
    Rest rest = server.rest();
    if (rest.status("/api/v1/users/" + name) == 404) {
      call(server, "POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    }
    String made =
        rest.call(
            "POST",
            "/users/" + name + "/enrollments",
            "{\"method\":\"held\",\"params\":{\"phone\":\"%d\"}}".formatted(phones.port()));
    phones.pair(find(ID, made), find(KEY, made));
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in what was answered");
    }
    return matcher.group(1);
  }

  /** Adds another RADIUS server that may check passwords, as {@code radius:NAME}. */
  public static void target(Server server, String name, InetSocketAddress address) {
    server.vedetteWith(
        SECRET + "\n",
        "settings",
        "set",
        "org.vedette.primary.radius~" + name,
        "servers=" + address.getAddress().getHostAddress() + ":" + address.getPort(),
        "--secret-stdin",
        "secret");
  }

  /**
   * Adds a RADIUS client at {@code address}.
   *
   * @param fields {@code KEY=VALUE} as on the command line
   */
  public static void client(Server server, String name, String address, String... fields) {
    List<String> own =
        new ArrayList<>(
            List.of(
                text("name", name),
                text("listener", "radius"),
                "\"selectors\":[\"" + address + "\"]",
                "\"tries\":1"));
    List<String> extra = new ArrayList<>(List.of(text("secret", SECRET)));
    for (String field : fields) {
      String[] pair = field.split("=", 2);
      switch (pair[0]) {
        case "primary", "appended" -> own.add(text(pair[0], pair[1]));
        case "userMatch", "deadlineSeconds" -> own.add("\"" + pair[0] + "\":" + pair[1]);
        default -> extra.add(text(pair[0], pair[1]));
      }
    }
    own.add("\"extra\":{" + String.join(",", extra) + "}");
    call(server, "POST", "/applications", "{" + String.join(",", own) + "}");
  }

  private static String text(String key, String value) {
    return "\"%s\":\"%s\"".formatted(key, value);
  }
}

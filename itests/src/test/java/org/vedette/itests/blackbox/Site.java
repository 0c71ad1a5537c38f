package org.vedette.itests.blackbox;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.oath.SoftToken;

/** Sets up users and clients on a running server, through its command line. */
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
  public static Person person(Server server, String... params) {
    Person person = withoutPassword(server, params);
    server.vedetteWith(PASSWORD + "\n", "user", "password", person.name(), "--stdin");
    return person;
  }

  /** The same without a password of our own, for users of a directory. */
  public static Person withoutPassword(Server server, String... params) {
    return named(server, "user" + COUNT.incrementAndGet(), params);
  }

  /** Adds a user of this name with a TOTP app. */
  public static Person named(Server server, String name, String... params) {
    server.vedette("user", "add", name);
    List<String> command = new ArrayList<>(List.of("enrollment", "add", name, "--json"));
    command.addAll(Arrays.asList(params));
    String json = server.vedette(command.toArray(String[]::new));
    Matcher matcher = OTPAUTH.matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("no otpauth address in: " + json);
    }
    String otpauth = matcher.group(1);
    return new Person(name, otpauth, SoftToken.scan(otpauth));
  }

  /** Adds a user who answers on one of these phones, or gives one that is there such a phone. */
  public static void withPhone(Server server, String name, HeldPhones phones) throws Exception {
    Rest rest = Rest.of(server.base());
    if (rest.status("/api/v1/users/" + name) == 404) {
      server.vedette("user", "add", name);
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

  /** Adds a RADIUS client at {@code address}. */
  public static void client(Server server, String name, String address, String... fields) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "application",
                "add",
                name,
                "listener=radius",
                "selectors=" + address,
                "tries=1",
                "--secret-stdin"));
    command.addAll(Arrays.asList(fields));
    server.vedetteWith(SECRET + "\n", command.toArray(String[]::new));
  }
}

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
 * Sets up users and clients on a running server: clients through its command line; users through
 * its REST API, which is what the command line calls, and through the command line where a test
 * asks for that.
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

  /** Adds a user of this name whose codes are good with a PIN only, which must be changed. */
  public static Person withOldPin(Server server, String name, String pin) {
    call(server, "POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    Person person =
        scanned(
            name,
            call(
                server,
                "POST",
                "/users/" + name + "/enrollments",
                "{\"method\":\"oath\",\"mode\":\"pin\"}"));
    server.vedetteWith(pin + "\n", "user", "pin", name, "--must-change", "--stdin");
    return person;
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
      throw new AssertionError(method + " " + path + " failed: " + failure.getMessage(), failure);
    }
  }

  /** Adds a user who answers on one of these phones, or gives one that is there such a phone. */
  public static void withPhone(Server server, String name, HeldPhones phones) throws Exception {
    withPhone(server, name, phones, Integer.toString(phones.port()));
  }

  /** The same, where the phones are reached at this address. */
  public static void withPhone(Server server, String name, HeldPhones phones, String address)
      throws Exception {
    Rest rest = server.rest();
    if (rest.status("/api/v1/users/" + name) == 404) {
      call(server, "POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    }
    String made =
        rest.call(
            "POST",
            "/users/" + name + "/enrollments",
            "{\"method\":\"held\",\"params\":{\"phone\":\"%s\"}}".formatted(address));
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

package org.vedette.itests.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.real.Slapd;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.oath.SoftToken;

/** Sets up users and RADIUS clients on a running server through its REST API. */
final class BenchSite {
  /** The secret shared with every client. */
  static final String SECRET = "Bq4Zr7Wm2Xt9Lp5Yc3Nf";

  /** The password of every user who has one. */
  static final String PASSWORD = "Correct-Horse-9-Bench";

  private static final int CALLS_AT_A_TIME = 8;
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
  private static final Pattern KEY = Pattern.compile("\"secret\"\\s*:\\s*\"([0-9a-f]{64})\"");
  private static final Pattern OTPAUTH = Pattern.compile("\"otpauth\"\\s*:\\s*\"([^\"]+)\"");

  private final Rest rest;
  private final InetSocketAddress radius;

  private BenchSite(Path base) throws IOException, GeneralSecurityException {
    rest = Rest.of(base);
    String[] bound =
        settings(base, "org.vedette.radius.cfg").getProperty("authenticationAddresses").split(":");
    radius = new InetSocketAddress(bound[0], Integer.parseInt(bound[1].strip()));
  }

  /** Finds the REST API and the RADIUS address of the server in this directory. */
  static BenchSite of(Path base) throws IOException, GeneralSecurityException {
    return new BenchSite(base);
  }

  /** Where the server answers RADIUS. */
  InetSocketAddress radius() {
    return radius;
  }

  /**
   * Adds a RADIUS client.
   *
   * @param source where it sends from
   * @param primary who checks its passwords
   * @param appended whether a code may follow the password
   */
  void client(String name, String source, String primary, boolean appended)
      throws IOException, InterruptedException {
    client(name, source, primary, appended, 55);
  }

  /** Adds a RADIUS client whose sign-ins may take so many seconds. */
  void client(String name, String source, String primary, boolean appended, int deadline)
      throws IOException, InterruptedException {
    rest.call(
        "POST",
        "/applications",
        """
        {"name":"%s","listener":"radius","selectors":["%s"],"primary":"%s","appended":"%s",
        "tries":1,"deadlineSeconds":%d,"extra":{"secret":"%s"}}"""
            .formatted(name, source, primary, appended ? "plain" : "off", deadline, SECRET));
  }

  /** Adds a RADIUS client whose own settings are these pairs of JSON. */
  void client(String name, String source, String primary, String extra)
      throws IOException, InterruptedException {
    rest.call(
        "POST",
        "/applications",
        """
        {"name":"%s","listener":"radius","selectors":["%s"],"primary":"%s","tries":1,
        "extra":{"secret":"%s",%s}}"""
            .formatted(name, source, primary, SECRET, extra));
  }

  /**
   * Adds a RADIUS client by MS-CHAPv2 whose devices are in a trusted network: the password alone
   * decides. Passwords set from now on may be checked that way.
   */
  void trustedClient(String name, String source) throws IOException, InterruptedException {
    rest.call("PATCH", "/settings/org.vedette.primary.local", "{\"keepNtHashes\":true}");
    rest.call(
        "POST",
        "/applications",
        """
        {"name":"%s","listener":"radius","selectors":["%s"],"primary":"local",
        "trustedNetworks":["127.0.0.0/8"],"extra":{"secret":"%s","protocols":"mschapv2"}}"""
            .formatted(name, source, SECRET));
  }

  /**
   * Adds an LDAP client before the directory {@code bench} in which nobody needs a second factor
   * who is no user. Its own settings are these pairs of JSON and more.
   *
   * @param fields pairs of JSON that every application may have, each with a comma behind it
   */
  void ldap(String name, String source, String extra, String fields)
      throws IOException, InterruptedException {
    rest.call(
        "POST",
        "/applications",
        """
        {"name":"%s","listener":"ldap","selectors":["%s"],"primary":"directory:bench",
        "userMatch":false,%s"extra":{"tls":"off","serviceAccounts":"%s","dnRules":"rdn:uid %s",%s}}"""
            .formatted(name, source, fields, Slapd.SERVICE_DN, Slapd.PEOPLE, extra));
  }

  /** Adds a directory in which a user's entry follows from the name. */
  void directory(String name, String url, String userDnTemplate, String baseDn)
      throws IOException, InterruptedException {
    rest.call(
        "POST",
        "/directories",
        """
        {"name":"%s","servers":"%s","allowClearText":"true","userDnTemplate":"%s","baseDn":"%s",
        "maxConnections":"32"}"""
            .formatted(name, url, userDnTemplate, baseDn));
  }

  /** Adds as many users with a counter token; with a password of their own if wanted. */
  List<BenchUser> users(int users, boolean password) throws IOException, InterruptedException {
    return each(users, name -> add(name, password));
  }

  /** Adds as many users who answer on one of these phones, and returns their names. */
  List<String> withPhones(int users, HeldPhones phones) throws IOException, InterruptedException {
    return each(users, name -> addWithPhone(name, phones));
  }

  private interface Adding<T> {
    T add(String name) throws IOException, InterruptedException;
  }

  private static <T> List<T> each(int users, Adding<T> adding)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_A_TIME);
    try {
      List<Future<T>> begun = new ArrayList<>();
      for (int number = 1; number <= users; number++) {
        String name = BenchUser.name(number);
        begun.add(threads.submit(() -> adding.add(name)));
      }
      List<T> added = new ArrayList<>();
      for (Future<T> each : begun) {
        added.add(each.get());
      }
      return added;
    } catch (ExecutionException failure) {
      throw new IOException("a user could not be added: " + failure.getCause(), failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private String addWithPhone(String name, HeldPhones phones)
      throws IOException, InterruptedException {
    rest.call("POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    String made =
        rest.call(
            "POST",
            "/users/" + name + "/enrollments",
            "{\"method\":\"held\",\"params\":{\"phone\":\"%d\"}}".formatted(phones.port()));
    phones.pair(find(ID, made), find(KEY, made));
    return name;
  }

  private static String find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in the answer to a new enrollment");
    }
    return matcher.group(1);
  }

  private BenchUser add(String name, boolean password) throws IOException, InterruptedException {
    rest.call("POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    if (password) {
      rest.call("PUT", "/users/" + name + "/password", "{\"password\":\"%s\"}".formatted(PASSWORD));
    }
    String made =
        rest.call(
            "POST",
            "/users/" + name + "/enrollments",
            "{\"method\":\"oath\",\"params\":{\"type\":\"hotp\"}}");
    Matcher otpauth = OTPAUTH.matcher(made);
    if (!otpauth.find()) {
      throw new IOException("the answer to a new enrollment has no otpauth address");
    }
    return BenchUser.counted(name, SoftToken.scan(otpauth.group(1)));
  }

  private static Properties settings(Path base, String file) throws IOException {
    Properties settings = new Properties();
    try (var in = Files.newInputStream(base.resolve("etc").resolve(file))) {
      settings.load(in);
    }
    return settings;
  }
}

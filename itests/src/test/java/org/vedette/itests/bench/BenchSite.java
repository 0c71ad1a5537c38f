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
import org.vedette.testkit.oath.SoftToken;

/** Sets up users and RADIUS clients on a running server through its REST API. */
final class BenchSite {
  /** The secret shared with every client. */
  static final String SECRET = "Bq4Zr7Wm2Xt9Lp5Yc3Nf";

  /** The password of every user who has one. */
  static final String PASSWORD = "Correct-Horse-9-Bench";

  private static final int CALLS_AT_A_TIME = 8;
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
    rest.call(
        "POST",
        "/applications",
        """
        {"name":"%s","listener":"radius","selectors":["%s"],"primary":"%s","appended":"%s",
        "tries":1,"extra":{"secret":"%s"}}"""
            .formatted(name, source, primary, appended ? "plain" : "off", SECRET));
  }

  /** Adds a directory in which a user's entry follows from the name. */
  void directory(String name, String url, String userDnTemplate, String baseDn)
      throws IOException, InterruptedException {
    rest.call(
        "POST",
        "/directories",
        """
        {"name":"%s","servers":"%s","allowClearText":"true","userDnTemplate":"%s","baseDn":"%s"}"""
            .formatted(name, url, userDnTemplate, baseDn));
  }

  /** Adds as many users with a counter token; with a password of their own if wanted. */
  List<BenchUser> users(int users, boolean password) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_A_TIME);
    try {
      List<Future<BenchUser>> begun = new ArrayList<>();
      for (int number = 1; number <= users; number++) {
        String name = BenchUser.name(number);
        begun.add(threads.submit(() -> add(name, password)));
      }
      List<BenchUser> added = new ArrayList<>();
      for (Future<BenchUser> each : begun) {
        added.add(each.get());
      }
      return added;
    } catch (ExecutionException failure) {
      throw new IOException("a user could not be added: " + failure.getCause(), failure);
    } finally {
      threads.shutdownNow();
    }
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

package org.vedette.shell.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Failure;
import org.vedette.shell.line.Arguments;

/** The REST API of one server. Every call that does not succeed is a {@link Failure}. */
public final class Api {
  private static final String ROOT = "/api/v1";
  private static final String EXTRA = "extra.";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connection connection;
  private final PinnedTrust trust;
  private final SSLSocketFactory sockets;
  private final Duration patience;

  private Api(Connection connection, PinnedTrust trust, SSLSocketFactory sockets, Duration wait) {
    this.connection = connection;
    this.trust = trust;
    this.sockets = sockets;
    this.patience = wait;
  }

  /** Prepares to talk to the server that arguments and environment name. */
  public static Api of(Arguments arguments, Environment environment) {
    Connection connection = Connection.of(arguments, environment);
    PinnedTrust trust = new PinnedTrust(connection.pins());
    return new Api(connection, trust, trust.sockets(), PATIENCE);
  }

  /** The same server, with another longest silence. */
  public Api within(Duration wait) {
    return new Api(connection, trust, sockets, wait);
  }

  /** Address of the server. */
  public URI server() {
    return connection.server();
  }

  /** Certificate that the server showed last. */
  public Optional<Fingerprint> fingerprint() {
    return trust.shown();
  }

  /** Joins segments to a path; each may hold any character. */
  public static String path(String... segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/').append(encode(segment));
    }
    return path.toString();
  }

  /** Encodes one part of a path or a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Reads. */
  public Doc get(String path) {
    return call("GET", path, null);
  }

  /** Reads something that is no document. */
  public Download download(String path) {
    Exchange.Response response = answer("GET", path, "", Map.of(), new byte[0]);
    return new Download(response.body(), response.headers());
  }

  /** Makes something new, or starts something. */
  public Doc post(String path, Map<String, ? extends @Nullable Object> body) {
    return call("POST", path, body);
  }

  /** Sends a jar. */
  public Doc upload(String path, byte[] jar) {
    return send("POST", path, "application/java-archive", Map.of(), jar);
  }

  /** Sends a file, with headers for what must not stand in an address. */
  public Doc uploadFile(String path, Map<String, String> headers, byte[] file) {
    return send("POST", path, "application/octet-stream", headers, file);
  }

  /** Sets something as a whole. */
  public Doc put(String path, Map<String, ? extends @Nullable Object> body) {
    return call("PUT", path, body);
  }

  /** Sets something as a whole if it is still of the version that was read. */
  public Doc putIf(String path, long version, Map<String, ? extends @Nullable Object> body) {
    return send(
        "PUT",
        path,
        "application/json",
        Map.of("If-Match", "\"" + version + "\""),
        Doc.bytes(body));
  }

  /** Changes the fields given. */
  public Doc patch(String path, Map<String, ? extends @Nullable Object> body) {
    return call("PATCH", path, body);
  }

  /** Removes. */
  public Doc delete(String path) {
    return call("DELETE", path, null);
  }

  private Doc call(
      String method, String path, @Nullable Map<String, ? extends @Nullable Object> body) {
    return send(
        method, path, "application/json", Map.of(), body == null ? new byte[0] : Doc.bytes(body));
  }

  private Doc send(
      String method, String path, String type, Map<String, String> headers, byte[] bytes) {
    return Doc.read(answer(method, path, type, headers, bytes).body());
  }

  private Exchange.Response answer(
      String method, String path, String type, Map<String, String> headers, byte[] bytes) {
    Exchange.Request request =
        new Exchange.Request(
            method, ROOT + path, "Bearer " + connection.token(), type, headers, bytes);
    Exchange.Response response;
    try {
      response = Exchange.send(sockets, connection.server(), request, patience);
    } catch (IOException e) {
      throw trust.refusal().orElseGet(() -> unreachable(e));
    }
    if (response.status() < 200 || response.status() > 299) {
      throw refused(response);
    }
    return response;
  }

  private Failure unreachable(IOException e) {
    String what = "No server answers at " + connection.server() + why(e);
    return Failure.problem(
        what,
        problem(what),
        connection.local()
            ? List.of("bin/status to see whether it runs", "bin/start to start it")
            : List.of("check the address, and whether a firewall stands between"));
  }

  private static Map<String, Object> problem(String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("title", "Unreachable");
    problem.put("detail", detail);
    return problem;
  }

  private String why(IOException e) {
    if (e instanceof UnknownHostException) {
      return ": this name is not known.";
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return ": the connection is refused.";
    }
    if (e instanceof SocketTimeoutException) {
      return " within " + patience.toSeconds() + " s.";
    }
    if (e instanceof SSLException) {
      return ": TLS failed (" + e.getMessage() + ").";
    }
    return ": " + e.getMessage() + ".";
  }

  private static Failure refused(Exchange.Response response) {
    Doc problem = Doc.read(response.body());
    String detail = problem.text("detail");
    String words = detail.isEmpty() ? problem.text("title") : detail;
    if (words.isEmpty()) {
      words = "The server answered with status " + response.status() + ".";
    }
    // The listener's own settings are typed without the name of the object they lie in.
    words = words.startsWith(EXTRA) ? words.substring(EXTRA.length()) : words;
    String path = problem.text("field");
    String field = path.startsWith(EXTRA) ? path.substring(EXTRA.length()) : path;
    boolean named = field.isEmpty() || words.startsWith(field + ":");
    Map<String, Object> document = new LinkedHashMap<>();
    problem.fields().forEach((key, value) -> document.put(key, value == null ? "" : value));
    document.putIfAbsent("status", response.status());
    document.putIfAbsent("detail", words);
    return Failure.problem(named ? words : field + ": " + words, document, next(response));
  }

  private static List<String> next(Exchange.Response response) {
    List<String> next = new ArrayList<>();
    switch (response.status()) {
      case 401:
        next.add("use a token that has neither expired nor been revoked: --token-file FILE");
        next.add("make one on the server's own host: bin/vedette token create NAME");
        break;
      case 403:
        next.add("use a token of the role admin: bin/vedette token create NAME --role admin");
        break;
      case 429, 503:
        next.add(
            "try again in "
                + response.header("retry-after").filter(it -> it.matches("[0-9]+")).orElse("5")
                + " s; what is not well: vedette status");
        break;
      case 500:
        next.add("see var/log/vedette.log on the server");
        break;
      default:
        break;
    }
    return next;
  }
}

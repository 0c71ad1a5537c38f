package org.vedette.shell;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.vedette.shell.http.Environment;

/**
 * A server on the loopback interface that gives prepared answers, in a directory like a real one.
 */
public final class StubServer extends ExternalResource {
  public static final String CREDENTIAL = "local-credential-for-tests";
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** One request as it came. */
  public record Request(
      String line, String authorization, Map<String, String> headers, String body) {}

  private record Answer(int status, String body, Map<String, String> headers) {}

  private final TemporaryFolder folder = new TemporaryFolder();
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private HttpsServer server;

  @Override
  protected void before() throws Throwable {
    folder.create();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls()));
    server.createContext("/", this::handle);
    server.start();
    file("etc/tls/server.p12", keyStore());
    file("var/secrets/tls.password", bytes("changeit\n"));
    file("var/secrets/local-credential", bytes(CREDENTIAL + "\n"));
    file("var/cache/keep", new byte[0]);
    file("etc/org.ops4j.pax.web.cfg", bytes("org.osgi.service.http.port.secure = " + port()));
  }

  @Override
  protected void after() {
    server.stop(0);
    folder.delete();
  }

  /** Prepares an answer; the last one prepared for a request is given again and again. */
  public StubServer on(String line, int status, String body, String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    answers.computeIfAbsent(line, it -> new ArrayDeque<>()).add(new Answer(status, body, all));
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public Request last() {
    return requests.get(requests.size() - 1);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "https://127.0.0.1:" + port();
  }

  public Path base() {
    return folder.getRoot().toPath();
  }

  /** The environment on the server's own host. */
  public Environment here() {
    return new Environment(Optional.of(base()), base().resolve("home"), Map.of());
  }

  /** The environment on another host, with a token. */
  public Environment elsewhere() {
    return new Environment(
        Optional.empty(), base().resolve("home"), Map.of("VEDETTE_TOKEN", "vdt_elsewhere"));
  }

  public void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      Map<String, String> headers = new HashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      synchronized (requests) {
        requests.add(new Request(line, authorization, headers, body));
      }
      Answer answer = answer(line);
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] bytes = bytes(answer.body());
      if (answer.status() == 204) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        boolean chunked = answer.headers().containsKey("X-Chunked");
        exchange.sendResponseHeaders(answer.status(), chunked ? 0 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer answer(String line) {
    Deque<Answer> prepared = answers.get(line);
    if (prepared == null) {
      String detail = "nothing is prepared for " + line;
      return new Answer(404, "{\"title\":\"Not found\",\"detail\":\"" + detail + "\"}", Map.of());
    }
    return prepared.size() > 1 ? prepared.poll() : prepared.peek();
  }

  private void file(String name, byte[] content) throws IOException {
    Path file = base().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] keyStore() throws IOException {
    try (InputStream in = StubServer.class.getResourceAsStream("/server.p12")) {
      return in.readAllBytes();
    }
  }

  private static SSLContext tls() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = StubServer.class.getResourceAsStream("/server.p12")) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}

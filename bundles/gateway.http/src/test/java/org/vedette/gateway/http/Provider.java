package org.vedette.gateway.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A provider on loopback, over HTTP or HTTPS, that answers as it is told. */
final class Provider implements AutoCloseable {
  /** What came. */
  record Seen(String method, String path, String query, Headers headers, String body) {
    String header(String name) {
      return headers.getFirst(name);
    }
  }

  /** What goes back. */
  record Reply(int status, Map<String, String> headers, String body) {
    static Reply of(int status, String body) {
      return new Reply(status, Map.of(), body);
    }
  }

  /** Decides what goes back. */
  interface Desk {
    Reply answer(Seen seen) throws Exception;
  }

  final List<Seen> seen = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Desk desk;

  private Provider(@Nullable SSLContext tls, Desk desk) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    this.desk = desk;
    if (tls == null) {
      server = HttpServer.create(address, 0);
      scheme = "http";
    } else {
      HttpsServer secure = HttpsServer.create(address, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
      scheme = "https";
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  static Provider clear(Desk desk) throws IOException {
    return new Provider(null, desk);
  }

  static Provider secure(SSLContext tls, Desk desk) throws IOException {
    return new Provider(tls, desk);
  }

  void answering(Desk next) {
    desk = next;
  }

  String url() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** Holds its answers until the latch opens. */
  static Desk held(CountDownLatch latch, Desk then) {
    return seen -> {
      latch.await();
      return then.answer(seen);
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Seen one =
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            String.valueOf(exchange.getRequestURI().getRawQuery()),
            exchange.getRequestHeaders(),
            new String(body, StandardCharsets.UTF_8));
    seen.add(one);
    Reply reply;
    try {
      reply = desk.answer(one);
    } catch (Exception interrupted) {
      exchange.close();
      return;
    }
    byte[] octets = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(reply.status(), octets.length == 0 ? -1 : octets.length);
    if (octets.length > 0) {
      exchange.getResponseBody().write(octets);
    }
    exchange.close();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}

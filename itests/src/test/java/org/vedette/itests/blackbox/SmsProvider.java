package org.vedette.itests.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A provider of text messages, with the interface of Twilio. */
public final class SmsProvider implements AutoCloseable {
  /** A message it took. */
  public record Sms(String to, String text) {}

  private static final String INVALID = "+41440000000";

  private final HttpServer server;
  private final String scheme;
  private final List<Sms> taken = new CopyOnWriteArrayList<>();

  SmsProvider() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
  }

  /** Starts it at a free port of this address, with TLS. */
  public SmsProvider(InetAddress address, SSLContext tls) throws IOException {
    this(secured(address, tls), "https");
  }

  private SmsProvider(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/2010-04-01/Accounts/AC1/Messages.json", this::message);
    server.start();
  }

  private static HttpServer secured(InetAddress address, SSLContext tls) throws IOException {
    HttpsServer secured = HttpsServer.create(new InetSocketAddress(address, 0), 0);
    secured.setHttpsConfigurator(new HttpsConfigurator(tls));
    return secured;
  }

  /** Where it takes messages. */
  public String url() {
    InetSocketAddress at = server.getAddress();
    return scheme + "://" + at.getAddress().getHostAddress() + ":" + at.getPort();
  }

  /** What it took for a number. */
  public List<Sms> taken(String to) {
    return taken.stream().filter(each -> each.to().equals(to)).toList();
  }

  private void message(HttpExchange exchange) throws IOException {
    Map<String, String> form = new HashMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    for (String field : body.split("&", -1)) {
      String[] pair = field.split("=", 2);
      form.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
    }
    boolean wrong = form.get("To").equals(INVALID);
    if (!wrong) {
      taken.add(new Sms(form.get("To"), form.get("Body")));
    }
    byte[] answer =
        (wrong
                ? "{\"code\":21211,\"message\":\"invalid\",\"status\":400}"
                : "{\"sid\":\"SM" + taken.size() + "\",\"status\":\"queued\"}")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(wrong ? 400 : 201, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
    Arrays.fill(answer, (byte) 0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

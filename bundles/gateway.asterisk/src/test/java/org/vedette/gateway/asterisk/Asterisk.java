package org.vedette.gateway.asterisk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The wire of an Asterisk, after its documentation: REST, and a WebSocket (RFC 6455) for events. No
 * Asterisk.
 */
final class Asterisk implements AutoCloseable {
  static final String PASSWORD = "marked-password-99cc";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** Requests, decoded, in their order. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Status of orders. */
  volatile int status = 200;

  private final ServerSocket server;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private volatile @Nullable Socket events;

  Asterisk() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (true) {
            Socket connection = server.accept();
            connections.add(connection);
            start(() -> serve(connection));
          }
        });
  }

  private interface Serving {
    void run() throws IOException, GeneralSecurityException;
  }

  private static void start(Serving what) {
    Thread thread =
        new Thread(
            () -> {
              try {
                what.run();
              } catch (IOException | GeneralSecurityException gone) {
                // The connection, or the server, is closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://localhost:" + server.getLocalPort();
  }

  boolean connected() {
    Socket now = events;
    return now != null && !now.isClosed();
  }

  /** Cuts the connection for events. */
  void cut() throws IOException {
    Socket now = events;
    if (now != null) {
      now.close();
    }
  }

  /** The channel of the last order. */
  String channel() {
    return requests.stream()
        .filter(each -> each.startsWith("POST /ari/channels/") && each.contains("endpoint="))
        .reduce((first, last) -> last)
        .map(each -> each.substring("POST /ari/channels/".length(), each.indexOf('?')))
        .orElseThrow();
  }

  /** The playback of the last prompt. */
  String playback() {
    return requests.stream()
        .filter(each -> each.contains("/play/"))
        .reduce((first, last) -> last)
        .map(each -> each.substring(each.indexOf("/play/") + 6, each.indexOf('?')))
        .orElseThrow();
  }

  void takenUp() throws IOException {
    event("{\"type\":\"StasisStart\",\"args\":[],\"channel\":{\"id\":\"" + channel() + "\"}}");
  }

  void played() throws IOException {
    event(
        "{\"type\":\"PlaybackFinished\",\"playback\":{\"id\":\"%s\",\"target_uri\":\"channel:%s\"}}"
            .formatted(playback(), channel()));
  }

  void pressed(String keys) throws IOException {
    for (char key : keys.toCharArray()) {
      event(
          "{\"type\":\"ChannelDtmfReceived\",\"digit\":\"%s\",\"duration_ms\":90,\"channel\":{\"id\":\"%s\"}}"
              .formatted(key, channel()));
    }
  }

  void destroyed(int cause, String words) throws IOException {
    event(
        "{\"type\":\"ChannelDestroyed\",\"cause\":%d,\"cause_txt\":\"%s\",\"channel\":{\"id\":\"%s\"}}"
            .formatted(cause, words, channel()));
  }

  /** Sends an event in two frames. */
  void event(String json) throws IOException {
    Socket now = events;
    if (now == null) {
      throw new IOException("nobody listens");
    }
    byte[] octets = json.getBytes(StandardCharsets.UTF_8);
    int half = octets.length / 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frame(out, 0x01, octets, 0, half);
    frame(out, 0x80, octets, half, octets.length - half);
    synchronized (this) {
      now.getOutputStream().write(out.toByteArray());
    }
  }

  /** RFC 6455 section 5.2; a server does not mask. */
  private static void frame(
      ByteArrayOutputStream out, int head, byte[] octets, int at, int length) {
    out.write(head);
    if (length < 126) {
      out.write(length);
    } else {
      out.write(126);
      out.write(length >> 8);
      out.write(length);
    }
    out.write(octets, at, length);
  }

  private void serve(Socket connection) throws IOException, GeneralSecurityException {
    InputStream in = connection.getInputStream();
    OutputStream out = connection.getOutputStream();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String each = line(in); !each.isEmpty(); each = line(in)) {
        headers.put(
            each.substring(0, each.indexOf(':')), each.substring(each.indexOf(':') + 1).strip());
      }
      String request = line.substring(0, line.lastIndexOf(' '));
      if (!known(headers)) {
        answer(out, 401, "{}");
      } else if (headers.containsKey("Upgrade")) {
        upgrade(connection, headers.get("Sec-WebSocket-Key"));
        return;
      } else {
        requests.add(URLDecoder.decode(request.replace("+", "%2B"), StandardCharsets.UTF_8));
        boolean order = request.contains("endpoint=");
        answer(out, order ? status : 200, order ? "{\"id\":\"" + channel() + "\"}" : "{}");
      }
    }
  }

  private static boolean known(Map<String, String> headers) {
    String basic = "vedette:" + PASSWORD;
    return ("Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
        .equals(headers.get("Authorization"));
  }

  /** RFC 6455 section 4.2.2. */
  private void upgrade(Socket connection, String key) throws IOException, GeneralSecurityException {
    byte[] hash =
        MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.UTF_8));
    connection
        .getOutputStream()
        .write(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(hash)
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    events = connection;
    // What the client sends is of no interest; its end is.
    InputStream in = connection.getInputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      continue;
    }
    connection.close();
  }

  private static void answer(OutputStream out, int status, String body) throws IOException {
    out.write(
        ("HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body))
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        text.append((char) octet);
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket each : connections) {
      each.close();
    }
  }
}

package org.vedette.gateway.sip;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A trunk on loopback that does to requests what a test says. It reads and writes messages by
 * itself, with no class of the bundle.
 */
final class Uas implements AutoCloseable {
  /** What it does to one request. */
  interface Behaviour {
    void on(Request request) throws IOException;
  }

  /** A way back. */
  private interface Way {
    void send(byte[] octets) throws IOException;
  }

  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<Request>> arrived = new ConcurrentHashMap<>();
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final int port;

  /** A message as it came. */
  final class Request {
    final String line;
    final String body;
    final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Way way;

    Request(String text, Way way) {
      this.way = way;
      String[] halves = text.split("\r\n\r\n", 2);
      String[] lines = halves[0].split("\r\n");
      line = lines[0];
      body = halves.length > 1 ? halves[1] : "";
      for (int i = 1; i < lines.length; i++) {
        fields.putIfAbsent(
            lines[i].substring(0, lines[i].indexOf(':')), lines[i].replaceFirst("^[^:]*:\\s*", ""));
      }
    }

    String field(String name) {
      return fields.getOrDefault(name, "");
    }

    /** Responds; further fields are lines. */
    void respond(String status, String... more) throws IOException {
      respondWith(status, "", more);
    }

    void respondWith(String status, String sdp, String... more) throws IOException {
      String to = field("To").contains("tag=") || status.startsWith("100") ? "" : ";tag=uas-1";
      StringBuilder out = new StringBuilder("SIP/2.0 " + status + "\r\n");
      for (String each : List.of("Via", "From", "Call-ID", "CSeq")) {
        out.append(each).append(": ").append(field(each)).append("\r\n");
      }
      out.append("To: ").append(field("To")).append(to).append("\r\n");
      out.append("Contact: <sip:uas@127.0.0.1:").append(port).append(">\r\n");
      for (String each : more) {
        out.append(each).append("\r\n");
      }
      finish(out, sdp);
    }

    /** Sends a request within the call that this INVITE has made. */
    void request(String method, int number, String sdp, String... more) throws IOException {
      String contact = field("Contact").replaceAll("[<>]", "");
      StringBuilder out = new StringBuilder(method + " " + contact + " SIP/2.0\r\n");
      out.append("Via: SIP/2.0/UDP 127.0.0.1:" + port + ";branch=z9hG4bK-" + method + number);
      out.append("\r\nMax-Forwards: 70\r\nFrom: ").append(field("To")).append(";tag=uas-1\r\n");
      out.append("To: ").append(field("From")).append("\r\nCall-ID: ").append(field("Call-ID"));
      out.append("\r\nCSeq: " + number + " " + method + "\r\n");
      for (String each : more) {
        out.append(each).append("\r\n");
      }
      finish(out, sdp);
    }

    private void finish(StringBuilder out, String sdp) throws IOException {
      if (!sdp.isEmpty() && out.indexOf("Content-Type") < 0) {
        out.append("Content-Type: application/sdp\r\n");
      }
      out.append("Content-Length: " + sdp.length() + "\r\n\r\n").append(sdp);
      way.send(out.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    void raw(String text) throws IOException {
      way.send(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Over UDP. */
  Uas() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    open.add(socket);
    port = socket.getLocalPort();
    defaults();
    start(
        () -> {
          DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
          while (true) {
            packet.setLength(65_535);
            socket.receive(packet);
            SocketAddress from = packet.getSocketAddress();
            take(
                new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1),
                octets -> socket.send(new DatagramPacket(octets, octets.length, from)));
          }
        });
  }

  /** Over TCP, or TLS where a context is given. */
  Uas(SSLContext tls) throws Exception {
    ServerSocket server =
        tls == null
            ? new ServerSocket(0, 5, InetAddress.getLoopbackAddress())
            : tls.getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    open.add(server);
    port = server.getLocalPort();
    defaults();
    start(
        () -> {
          while (true) {
            Socket socket = server.accept();
            open.add(socket);
            start(() -> serve(socket));
          }
        });
  }

  private void serve(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (true) {
      int each = in.read();
      if (each < 0) {
        return;
      }
      text.append((char) each);
      if (text.length() > 4 && text.indexOf("\r\n\r\n", text.length() - 4) > 0) {
        int length =
            Integer.parseInt(text.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
        text.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        take(text.toString(), octets -> socket.getOutputStream().write(octets));
        text.setLength(0);
      }
    }
  }

  private void defaults() {
    on("OPTIONS", request -> request.respond("200 OK"));
    on("BYE", request -> request.respond("200 OK"));
    on("REGISTER", request -> request.respond("200 OK", "Expires: 600"));
  }

  private interface Work {
    void run() throws IOException;
  }

  private void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void take(String text, Way way) throws IOException {
    Request request = new Request(text, way);
    String method =
        request.line.startsWith("SIP/2.0") ? request.line.substring(8) : request.line.split(" ")[0];
    arrived.computeIfAbsent(method, name -> new LinkedBlockingQueue<>()).add(request);
    Behaviour behaviour = behaviours.get(method);
    if (behaviour != null) {
      behaviour.on(request);
    }
  }

  int port() {
    return port;
  }

  Uas on(String method, Behaviour behaviour) {
    behaviours.put(method, behaviour);
    return this;
  }

  /** Waits for a request by its method, or for a response by its status and words. */
  Request await(String what) throws InterruptedException {
    Request request =
        arrived
            .computeIfAbsent(what, name -> new LinkedBlockingQueue<>())
            .poll(8, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no " + what + " but " + arrived.keySet());
    }
    return request;
  }

  int count(String method) {
    return arrived.getOrDefault(method, new LinkedBlockingQueue<>()).size();
  }

  @Override
  public void close() throws IOException {
    for (Closeable each : open) {
      each.close();
    }
  }
}

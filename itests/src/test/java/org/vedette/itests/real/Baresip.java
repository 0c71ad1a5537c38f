package org.vedette.itests.real;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vedette.itests.Patience;

/**
 * A softphone: baresip (Debian package {@code baresip-core}), on loopback, by TLS. It answers by
 * itself, and presses keys when it is told to.
 */
final class Baresip implements AutoCloseable {
  private static final String PACKAGE = "baresip-core";
  private static final int RATE = 8000;

  private final Path folder;
  private final int port;
  private final int console;
  private final Process process;

  /** Starts one that answers calls to a number. */
  Baresip(TestAuthority authority, String number) throws IOException {
    folder = Files.createTempDirectory("baresip");
    port = pair();
    console = port + 2;
    Files.writeString(
        folder.resolve("identity.pem"),
        Files.readString(authority.serverKey()) + Files.readString(authority.serverCertificate()));
    Files.write(folder.resolve("quiet.wav"), quiet());
    Files.writeString(
        folder.resolve("accounts"),
        "<sip:" + number + "@127.0.0.1>;regint=0;answermode=auto;audio_codecs=PCMU,PCMA\n");
    Files.writeString(
        folder.resolve("config"),
        """
        poll_method epoll
        sip_listen 127.0.0.1:@PORT@
        sip_certificate @FOLDER@/identity.pem
        audio_source aufile,@FOLDER@/quiet.wav
        module_path /usr/lib/baresip/modules
        module g711.so
        module aufile.so
        module cons.so
        module_tmp account.so
        module_app menu.so
        cons_listen 127.0.0.1:@CONSOLE@
        """
            .replace("@PORT@", String.valueOf(port))
            .replace("@CONSOLE@", String.valueOf(console))
            .replace("@FOLDER@", folder.toString()));
    process =
        Tools.start(
            PACKAGE,
            new ProcessBuilder("baresip", "-f", folder.toString(), "-v")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile()));
    Patience.until(this::demandListening);
  }

  /** TLS is served at the port after the one that is set. */
  private static int pair() throws IOException {
    while (true) {
      try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          ServerSocket second =
              new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
        return second.getLocalPort() - 1;
      } catch (java.net.BindException taken) {
        continue;
      }
    }
  }

  /** Half a minute of silence: without a source it sends nothing, keys neither. */
  private static byte[] quiet() {
    int octets = 30 * RATE * 2;
    ByteBuffer out = ByteBuffer.allocate(44 + octets).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + octets);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(octets);
    return out.array();
  }

  private void demandListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port()), 200);
    } catch (IOException notYet) {
      throw new AssertionError("baresip does not listen: " + said(), notYet);
    }
  }

  /** The port of TLS. */
  int port() {
    return port + 1;
  }

  /** Returns all that it said. */
  String said() {
    try {
      return Files.readString(folder.resolve("output"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return gone.toString();
    }
  }

  /** Waits until a call is established, then presses keys. */
  void press(String keys) throws IOException {
    Patience.until(
        () -> {
          if (!said().contains("incoming rtp for 'audio' established")) {
            throw new AssertionError("nobody is heard: " + said());
          }
        });
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] octets = keys.getBytes(StandardCharsets.US_ASCII);
      socket.send(
          new DatagramPacket(octets, octets.length, new InetSocketAddress("127.0.0.1", console)));
    }
  }

  @Override
  public void close() {
    Tools.end(process);
  }
}

package org.vedette.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenSSL's {@code s_client}: shows what a server shows, and how it ends. */
final class OpensslClient {
  /**
   * How it went.
   *
   * @param code what the program ended with
   * @param output what it printed, binary replies among it
   */
  record Ran(int code, String output) {}

  private OpensslClient() {}

  /**
   * Connects, sends octets and waits until the server ends the connection, or for a second after
   * its last word.
   *
   * @param name files of the client's certificate and key
   */
  static Ran connect(
      int port,
      TestAuthority trusted,
      TestAuthority own,
      String name,
      byte[] send,
      String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "timeout",
                "10",
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-CAfile",
                trusted.certificate().toString(),
                "-cert",
                own.file(name + ".pem").toString(),
                "-key",
                own.file(name + ".key").toString()));
    command.addAll(Arrays.asList(more));
    if (send.length > 0) {
      // Nothing in what is sent is a command, and the end of input is not the end.
      command.add("-quiet");
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        process.getOutputStream().write(send);
        process.getOutputStream().close();
      } catch (IOException ended) {
        // It was refused before it could send.
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new Ran(process.exitValue(), output);
    } catch (IOException missing) {
      throw new AssertionError("openssl cannot be run; install the package openssl", missing);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}

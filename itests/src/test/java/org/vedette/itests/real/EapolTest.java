package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vedette.itests.blackbox.Site;

/** {@code eapol_test} of wpa_supplicant: a person's device behind an access point. */
final class EapolTest {
  private static final int SECONDS = 30;

  /**
   * What it found.
   *
   * @param success whether it was let in and the keys of both sides are the same
   * @param output everything it printed
   */
  record Ran(boolean success, String output) {}

  private EapolTest() {}

  /**
   * Signs in.
   *
   * @param from address of the access point
   * @param method like {@code PEAP}
   * @param phase2 like {@code auth=MSCHAPV2}
   */
  static Ran signIn(
      InetSocketAddress server,
      String from,
      String method,
      String phase2,
      String user,
      String password,
      Path authority) {
    return signIn(
        server,
        from,
        List.of(
            "eap=" + method,
            "identity=\"" + user + "\"",
            "password=\"" + password + "\"",
            "phase2=\"" + phase2 + "\"",
            "ca_cert=\"" + authority + "\""));
  }

  /**
   * Signs in.
   *
   * @param from address of the access point
   * @param lines what the network block of {@code wpa_supplicant.conf} says beside the usual
   * @param options of {@code eapol_test} itself
   */
  static Ran signIn(InetSocketAddress server, String from, List<String> lines, String... options) {
    try {
      Path settings = Files.createTempFile("eapol", ".conf");
      Files.writeString(
          settings,
          "network={\n  ssid=\"test\"\n  key_mgmt=WPA-EAP\n  "
              + String.join("\n  ", lines)
              + "\n}\n");
      List<String> command =
          new ArrayList<>(
              List.of(
                  "eapol_test",
                  "-c",
                  settings.toString(),
                  "-a",
                  server.getAddress().getHostAddress(),
                  "-p",
                  Integer.toString(server.getPort()),
                  "-s",
                  Site.SECRET,
                  "-A",
                  from,
                  "-t",
                  Integer.toString(SECONDS)));
      command.addAll(Arrays.asList(options));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      boolean ended = process.waitFor(2 * SECONDS, TimeUnit.SECONDS);
      Files.delete(settings);
      return new Ran(ended && process.exitValue() == 0, output);
    } catch (IOException missing) {
      throw new AssertionError("eapol_test cannot be run; install the package eapoltest", missing);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}

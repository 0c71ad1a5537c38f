package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vedette.itests.blackbox.Site;

/** {@code eapol_test} of wpa_supplicant: a person's device behind an access point. */
final class EapolTest {
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
    try {
      Path settings = Files.createTempFile("eapol", ".conf");
      Files.writeString(
          settings,
          """
          network={
            ssid="test"
            key_mgmt=WPA-EAP
            eap=%s
            identity="%s"
            password="%s"
            phase2="%s"
            ca_cert="%s"
          }
          """
              .formatted(method, user, password, phase2, authority));
      Process process =
          new ProcessBuilder(
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
                      "30"))
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
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

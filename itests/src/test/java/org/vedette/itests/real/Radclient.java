package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.itests.blackbox.Site;

/** FreeRADIUS' {@code radclient}: an independent judge of what the server answers. */
final class Radclient {
  private static final Pattern RECEIVED =
      Pattern.compile("Received (Access-\\w+|Accounting-Response)");
  private static final Pattern STATE = Pattern.compile("State = (0x[0-9a-f]+)");

  private static final String REQUEST =
      "Packet-Src-IP-Address = %s%nUser-Name = \"%s\"%nUser-Password = \"%s\"%n";

  /**
   * What came back.
   *
   * @param code name of the packet; empty when none came
   * @param state the State attribute as radclient prints it
   * @param output everything it printed
   */
  record Reply(Optional<String> code, Optional<String> state, String output) {}

  private Radclient() {}

  /** Sends an Access-Request from this address once and waits 10 s. */
  static Reply signIn(InetSocketAddress server, String from, String user, String password) {
    return send(server, REQUEST.formatted(from, user, password), 10);
  }

  /** Answers a challenge. */
  static Reply answer(
      InetSocketAddress server, String from, String user, String code, Reply challenge) {
    String state =
        challenge.state().orElseThrow(() -> new AssertionError("no State in " + challenge));
    return send(server, REQUEST.formatted(from, user, code) + "State = " + state + "\n", 10);
  }

  /** Sends these attributes from this host, waiting this many seconds. */
  static Reply send(InetSocketAddress server, String attributes, int seconds) {
    return send(server, "auth", attributes + "Message-Authenticator = 0x00\n", seconds);
  }

  /** Sends an Accounting-Request once and waits 10 s. */
  static Reply report(InetSocketAddress server, String attributes) {
    return send(server, "acct", attributes, 10);
  }

  private static Reply send(InetSocketAddress server, String kind, String attributes, int seconds) {
    try {
      Path secret = Files.createTempFile("radclient", ".secret");
      Files.writeString(secret, Site.SECRET);
      Process process =
          new ProcessBuilder(
                  List.of(
                      "radclient",
                      "-x",
                      "-r",
                      "1",
                      "-t",
                      Integer.toString(seconds),
                      "-S",
                      secret.toString(),
                      server.getAddress().getHostAddress() + ":" + server.getPort(),
                      kind))
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().write(attributes.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(60, TimeUnit.SECONDS);
      Files.delete(secret);
      return new Reply(first(RECEIVED, output), first(STATE, received(output)), output);
    } catch (IOException missing) {
      throw new AssertionError(
          "radclient cannot be run; install the package freeradius-utils", missing);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** What was printed of the reply, without the request. */
  private static String received(String output) {
    int at = output.indexOf("Received ");
    return at < 0 ? "" : output.substring(at);
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}

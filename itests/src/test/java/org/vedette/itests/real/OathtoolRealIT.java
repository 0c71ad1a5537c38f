package org.vedette.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.itests.blackbox.BoxedToken;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;

/** Imported tokens of every kind, whose codes oathtool shows. */
public class OathtoolRealIT {
  private static final String VPN = "127.0.0.13";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private static Server server;

  /**
   * A kind of token.
   *
   * @param type totp or hotp
   * @param hash hash function
   * @param digits length of a code
   * @param period seconds of a step
   */
  private record Kind(String type, String hash, int digits, int period) {
    String line(BoxedToken token) {
      String interval = type.equals("totp") ? Integer.toString(period) : "";
      return String.join(
          ",", token.serial(), token.secret(), type, hash, Integer.toString(digits), interval);
    }
  }

  @BeforeClass
  public static void start() {
    server = Server.unpack("oathtool").start();
    Site.client(server, "vpn", VPN);
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void oathtoolAgreesOverEveryKind() throws IOException {
    List<Kind> kinds =
        List.of(
            new Kind("totp", "SHA1", 6, 30),
            new Kind("totp", "SHA1", 7, 60),
            new Kind("totp", "SHA256", 8, 30),
            new Kind("totp", "SHA512", 8, 60),
            new Kind("hotp", "SHA1", 6, 30),
            new Kind("hotp", "SHA1", 8, 30));
    List<String> lines = new ArrayList<>(List.of("serial,secret,type,hash,digits,interval"));
    for (int i = 0; i < kinds.size(); i++) {
      lines.add(kinds.get(i).line(BoxedToken.of(i)));
    }
    Path file = folder.newFile().toPath();
    Files.write(file, lines);
    assertThat(server.vedette("oath", "import", file.toString())).contains("Added 6 of 6");

    for (int i = 0; i < kinds.size(); i++) {
      Kind kind = kinds.get(i);
      BoxedToken token = BoxedToken.of(i);
      String user = "holder" + i;
      server.vedette("user", "add", user);
      server.vedetteWith(PASSWORD + "\n", "user", "password", user, "--stdin");
      String now = code(kind, token, 0);
      server.vedette("oath", "assign", token.serial(), now, "--user", user);
      assertThat(signIn(user, now)).as(kind + ": used up").contains("Access-Reject");
      assertThat(signIn(user, code(kind, token, 1))).as(kind.toString()).contains("Access-Accept");
    }
  }

  private static java.util.Optional<String> signIn(String user, String code) {
    Radclient.Reply challenge = Radclient.signIn(server.radius(), VPN, user, PASSWORD);
    return Radclient.answer(server.radius(), VPN, user, code, challenge).code();
  }

  /** What it shows so many steps or presses from now. */
  private static String code(Kind kind, BoxedToken token, int ahead) {
    List<String> command = new ArrayList<>(List.of("oathtool", "-b", "-d", "" + kind.digits()));
    if (kind.type().equals("totp")) {
      long second = Instant.now().getEpochSecond() + (long) ahead * kind.period();
      command.add("--totp=" + kind.hash().toLowerCase(java.util.Locale.ROOT));
      command.add("--time-step-size=" + kind.period() + "s");
      command.add("--now=@" + second);
    } else {
      command.add("--counter=" + ahead);
    }
    command.add("-");
    return Tools.run("oathtool", command, token.secret() + "\n").strip();
  }
}

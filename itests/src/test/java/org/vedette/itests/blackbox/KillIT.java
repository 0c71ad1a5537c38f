package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.time.Instant;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Site.Person;

/** What was acknowledged before the process was killed holds afterwards. */
public class KillIT {
  private static Server server;

  @BeforeClass
  public static void start() {
    server = Server.unpack("kill").start();
    Site.client(server, "vpn", "127.0.0.1");
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  @Test
  public void acceptedCodeStaysUsedAndUsersAndAuditAreWhole() {
    Person person = Site.person(server);
    try (RadiusClient vpn = RadiusClient.to(server.radius(), SECRET).open()) {
      String code = person.token().codeAt(Instant.now());
      Exchange challenge = vpn.authenticate(person.name(), PASSWORD);
      assertThat(vpn.answer(challenge, person.name(), code).accepted()).isTrue();
      Exchange open = vpn.authenticate(person.name(), PASSWORD);

      server.kill();
      server.start();

      assertThat(vpn.answer(open, person.name(), code).rejected())
          .as("the code was used before the kill")
          .isTrue();
      Exchange fresh = vpn.authenticate(person.name(), PASSWORD);
      assertThat(fresh.challenged()).as(fresh.toString()).isTrue();
      String next = otherThan(code, person);
      assertThat(vpn.answer(fresh, person.name(), next).accepted()).isTrue();
    }
    assertThat(server.vedette("user", "list")).contains(person.name());
    assertThat(server.vedette("audit", "list", "--text", person.name()))
        .contains("OATH_VERIFIED")
        .contains("OATH_DUPLICATE");
    assertThat(server.vedette("audit", "verify")).contains("whole");
  }

  /** The code shown now, or the next one while it is still the one that was used. */
  private static String otherThan(String used, Person person) {
    String shown = person.token().codeAt(Instant.now());
    return shown.equals(used) ? person.token().codeAt(Instant.now().plusSeconds(30)) : shown;
  }
}

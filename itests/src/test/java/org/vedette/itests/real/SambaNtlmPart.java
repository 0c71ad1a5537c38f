package org.vedette.itests.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.codec.radius.Microsoft;
import org.vedette.itests.blackbox.MsChapLogin;
import org.vedette.itests.blackbox.Site;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/** MS-CHAPv2 and typed passwords over RADIUS, checked by a real domain through winbind. */
public class SambaNtlmPart {
  @ClassRule public static final SambaSite SITE = SambaSite.shared();

  private static final String ADDRESS = "127.0.0.11";

  private static RadiusClient tunnel;

  private final HeldPhones phones = SITE.phones();

  @BeforeClass
  public static void start() throws Exception {
    SITE.server()
        .vedette(
            "settings",
            "set",
            "org.vedette.primary.ntlm~corp",
            "domain=" + Samba.DOMAIN,
            "helpers=1");
    Site.client(SITE.server(), "tunnel", ADDRESS, "primary=ntlm:corp", "protocols=pap,mschapv2");
    tunnel = SITE.client(ADDRESS);
  }

  @AfterClass
  public static void stop() {
    tunnel.close();
  }

  private static String error(Exchange refused) {
    assertThat(refused.rejected()).as(refused.toString()).isTrue();
    byte[] text =
        MsChapLogin.attribute(refused.reply().orElseThrow(), Microsoft.MS_CHAP_ERROR).orElseThrow();
    return new String(text, 1, text.length - 1, UTF_8);
  }

  @Test
  public void thePasswordIsProvedToBothSidesAndThePhoneRings() throws Exception {
    String user = Samba.user(40);
    Site.withPhone(SITE.server(), user, phones);
    CompletableFuture<Exchange> waiting =
        tunnel.send(MsChapLogin.request(user, Samba.USER_PASSWORD));
    phones.answer(SITE.prompt(), Decision.APPROVE);
    Exchange accept = waiting.join();
    assertThat(accept.accepted()).as(accept.toString()).isTrue();
    byte[] proof =
        MsChapLogin.attribute(accept.reply().orElseThrow(), Microsoft.MS_CHAP2_SUCCESS)
            .orElseThrow();
    assertThat(new String(proof, 1, 42, UTF_8))
        .isEqualTo(MsChapLogin.proof(user, Samba.USER_PASSWORD));
    CompletableFuture<Exchange> typed =
        CompletableFuture.supplyAsync(() -> tunnel.authenticate(user, Samba.USER_PASSWORD));
    phones.answer(SITE.prompt(), Decision.APPROVE);
    assertThat(typed.join().accepted()).as(typed.join().toString()).isTrue();
    int rings = phones.rings();
    assertThat(error(tunnel.exchange(MsChapLogin.request(user, "wrong")))).startsWith("E=691");
    assertThat(tunnel.authenticate(user, "wrong").rejected()).isTrue();
    assertThat(phones.rings()).isEqualTo(rings);
  }

  /** Only of a right password that is too old the person is told (RFC 2759 section 6). */
  @Test
  public void statesOfAccountsAreToldApart() throws Exception {
    Map<String, String> told =
        Map.of("mustchange", "E=648", "expired", "E=648", "disabled", "E=691");
    for (Map.Entry<String, String> each : told.entrySet()) {
      Exchange refused = tunnel.exchange(MsChapLogin.request(each.getKey(), Samba.USER_PASSWORD));
      assertThat(error(refused)).as(each.getKey()).startsWith(each.getValue());
    }
    assertThat(SITE.audit("disabled")).contains("NT_STATUS_ACCOUNT_DISABLED");
  }
}

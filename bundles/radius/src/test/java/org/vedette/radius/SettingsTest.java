package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.Test;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.secret.Secret;

public class SettingsTest {
  private final RadiusSchema schema = new RadiusSchema();

  @Test
  public void readsAddressesSeparatedByCommas() throws BadSettingException {
    RadiusSettings settings =
        RadiusSettings.of(config("0.0.0.0:1812, [::1]:1645,0.0.0.0:1812", "", 20_000));

    assertThat(settings.authentication())
        .extracting(RadiusSettings::name)
        .containsExactly("0.0.0.0:1812", "[::1]:1645");
    assertThat(settings.accounting()).isEmpty();
  }

  @Test
  public void namesTheKeyThatIsWrong() {
    for (String wrong :
        List.of("", "1812", "host:1812", "0.0.0.0", "0.0.0.0:0", "0.0.0.0:65536", "::1:1812")) {
      assertWrong(config(wrong, "", 20_000), "authenticationAddresses");
    }
    assertWrong(config("0.0.0.0:1812", "0.0.0.0:1812", 20_000), "accountingAddresses");
    assertWrong(config("0.0.0.0:1812", "", 99), "maxPending");
  }

  @Test
  public void selectorsHaveOneForm() {
    assertThat(schema.selector("192.0.2.7")).hasValue("192.0.2.7");
    assertThat(schema.selector(" 192.0.2.7/32 ")).hasValue("192.0.2.7");
    assertThat(schema.selector("192.0.2.7/24")).hasValue("192.0.2.0/24");
    assertThat(schema.selector("0.0.0.0/0")).hasValue("0.0.0.0/0");
    assertThat(schema.selector("2001:DB8:0::7/64")).hasValue("2001:db8::/64");
    assertThat(schema.selector("2001:db8::7/70")).hasValue("2001:db8::/70");
    assertThat(schema.selector("2001:db8::7")).hasValue("2001:db8::7");
    assertThat(schema.selector("::/0")).hasValue("::/0");
    for (String none : List.of("", "vpn", "192.0.2.0/33", "192.0.2/24", "::/129", "1.2.3.4/")) {
      assertThat(schema.selector(none)).as(none).isEmpty();
    }
  }

  @Test
  public void longestPrefixWins() throws Exception {
    Map<Network, Client> networks = new HashMap<>();
    for (String each :
        List.of("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "::/0", "2001:db8::/64", "2001:db8::1")) {
      networks.put(Network.parse(each).orElseThrow(), named(each));
    }
    Clients clients = new Clients(networks);

    assertThat(name(clients, "10.1.2.3")).isEqualTo("10.1.2.3");
    assertThat(name(clients, "10.1.2.4")).isEqualTo("10.1.0.0/16");
    assertThat(name(clients, "10.2.2.4")).isEqualTo("10.0.0.0/8");
    assertThat(name(clients, "11.2.2.4")).isEqualTo("none");
    assertThat(name(clients, "2001:db8::1")).isEqualTo("2001:db8::1");
    assertThat(name(clients, "2001:db8::2")).isEqualTo("2001:db8::/64");
    assertThat(name(clients, "2001:db8:0:1::2")).isEqualTo("::/0");
  }

  @Test
  public void refusesSecretsThatCanBeGuessed() {
    for (String bad :
        List.of(
            "testing123",
            "short",
            "aaaaaaaaaaaaaaaaaaaa",
            "testing123testing123",
            "RadiusSharedSecret1",
            "1234567890123456",
            "password-password",
            "x".repeat(129),
            "0123456789abcdef",
            "changeme-changeme!",
            "tab\tinside-the-secret-9")) {
      assertThat(schema.checkSecret("secret", Secret.of(bad)))
          .as(bad)
          .hasValueSatisfying(
              problem -> {
                assertThat(problem.message()).contains("openssl rand -base64 24");
                assertThat(problem.message()).doesNotContain(bad);
              });
    }
    for (String good :
        List.of("q8Zr4LwN1xVb7TpK", "dGhpcyBpcyBub3QgYSBzZWNyZXQgYXQg", RadiusFixture.SECRET)) {
      assertThat(schema.checkSecret("secret", Secret.of(good))).as(good).isEmpty();
    }
    assertThat(schema.checkSecret("other", Secret.of("q8Zr4LwN1xVb7TpK"))).isPresent();
  }

  @Test
  public void protocolsFitWhoeverChecksThePassword() {
    assertThat(protocols("local", "pap, MSCHAPV2")).isEmpty();
    assertThat(protocols("none", "pap,chap")).isEmpty();
    assertThat(protocols("directory:corp", "pap")).isEmpty();
    assertThat(protocols("local", "chap")).contains("primary=none");
    assertThat(protocols("local", "pap,none")).contains("primary=radius:NAME");
    assertThat(protocols("none", "none")).contains("primary=radius:NAME");
    assertThat(protocols("radius:old", "none")).isEmpty();
    assertThat(protocols("ntlm:corp", "pap, mschapv2")).isEmpty();
    assertThat(protocols("ntlm:corp", "chap")).contains("leave chap out");
    assertThat(protocols("ntlm:corp", "none")).contains("primary=radius:NAME");
    assertThat(protocols("none", "mschapv2")).contains("not a code", "pap or chap");
    assertThat(protocols("directory:corp", "mschapv2")).contains("directory:corp", "primary=local");
    assertThat(protocols("local", "pap,")).contains("pap, chap, mschapv2 and eap");
    assertThat(protocols("radius:old", "pap, chap, mschapv2, eap")).isEmpty();
  }

  @Test
  public void eapMethodsFitWhoeverChecksThePassword() {
    for (String primary : List.of("local", "none", "directory:corp", "radius:old")) {
      assertThat(protocols(primary, "eap")).as(primary).isEmpty();
      assertThat(eapMethods(primary, "ttls-pap, PEAP-GTC, gtc")).as(primary).isEmpty();
    }
    assertThat(eapMethods("local", "peap-mschapv2")).isEmpty();
    assertThat(eapMethods("radius:old", "peap-mschapv2")).isEmpty();
    assertThat(eapMethods("ntlm:corp", "peap-mschapv2")).isEmpty();
    assertThat(eapMethods("none", "peap-mschapv2")).contains("not a code", "peap-gtc");
    assertThat(eapMethods("directory:corp", "peap-mschapv2"))
        .contains("directory:corp", "peap-gtc", "keepNtHashes");
    assertThat(eapMethods("local", "leap")).contains("eapMethods", "ttls-pap, peap-gtc");
  }

  private String protocols(String primary, String list) {
    return problems(primary, Map.of("protocols", list));
  }

  private String eapMethods(String primary, String list) {
    return problems(primary, Map.of("protocols", "eap", "eapMethods", list));
  }

  private String problems(String primary, Map<String, String> values) {
    return schema.check(primary, values).stream()
        .map(problem -> problem.field() + " " + problem.message())
        .collect(Collectors.joining());
  }

  @Test
  public void checksFieldsTogether() {
    assertThat(schema.check("local", Map.of())).isEmpty();
    assertThat(
            schema.check(
                "local", Map.of("messageAuthenticator", "learned", "charset", "iso-8859-1")))
        .isEmpty();
    assertThat(
            schema.check(
                "local",
                Map.of(
                    "messageAuthenticator", "maybe",
                    "challenge", "yes",
                    "charset", "ebcdic",
                    "accounting", "radius:",
                    "replyMessage", "two\nlines",
                    "rejectMessage", "x".repeat(1001))))
        .extracting(ApplicationSchema.Problem::field)
        .containsExactlyInAnyOrder(
            "messageAuthenticator",
            "challenge",
            "charset",
            "accounting",
            "replyMessage",
            "rejectMessage");
    assertThat(schema.fields())
        .filteredOn(ApplicationSchema.Field::secret)
        .extracting(ApplicationSchema.Field::name)
        .containsExactly("secret");
  }

  @Test
  public void reportsGoWherePasswordsGoUnlessToldOtherwise() {
    assertThat(AccountingChoice.target("primary", "radius:old")).isEqualTo("radius:old");
    assertThat(AccountingChoice.target("primary", "local")).isEmpty();
    assertThat(AccountingChoice.target("none", "radius:old")).isEmpty();
    assertThat(AccountingChoice.target("radius:new", "local")).isEqualTo("radius:new");
    for (String wrong : List.of("", "local", "radius:", "old", "radius:" + "x".repeat(100))) {
      assertThat(AccountingChoice.problem(wrong)).as(wrong).isPresent();
    }
  }

  @Test
  public void fillsTemplates() {
    assertThat(new Template("{prompt}").fill("Code {id}?", "X")).isEqualTo("Code {id}?");
    assertThat(new Template("{prompt} ({id})").fill("Code?", "X1")).isEqualTo("Code? (X1)");
    assertThat(new Template("plain").fill("Code?", "X1")).isEqualTo("plain");
  }

  private static void assertWrong(RadiusConfig config, String key) {
    assertThatThrownBy(() -> RadiusSettings.of(config))
        .isInstanceOfSatisfying(
            BadSettingException.class, bad -> assertThat(bad.key()).isEqualTo(key));
  }

  private static String name(Clients clients, String address) throws Exception {
    return Optional.ofNullable(clients.find(InetAddress.getByName(address)))
        .map(Client::name)
        .orElse("none");
  }

  private static Client named(String name) {
    return new Client(
        UUID.randomUUID(),
        name,
        Duration.ofSeconds(55),
        RawNas.SECRET,
        Optional.empty(),
        Client.Rule.REQUIRED,
        new Template(""),
        new Template(""),
        true,
        Set.of(Protocol.PAP),
        false,
        List.of(),
        0,
        List.of(),
        StandardCharsets.UTF_8,
        "",
        RadsecRule.NEVER);
  }

  private static RadiusConfig config(String authentication, String accounting, int maxPending) {
    return new RadiusConfig() {
      @Override
      public String[] authenticationAddresses() {
        return new String[] {authentication};
      }

      @Override
      public String[] accountingAddresses() {
        return new String[] {accounting};
      }

      @Override
      public int maxPending() {
        return maxPending;
      }

      @Override
      public int unknownSourceLines() {
        return 10;
      }

      @Override
      public boolean equals(Object other) {
        return this == other;
      }

      @Override
      public int hashCode() {
        return 1;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return RadiusConfig.class;
      }
    };
  }
}

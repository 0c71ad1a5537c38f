package org.vedette.sdk.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.ws.rs.core.Response;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.KeptSecret;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Setting;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class ApplicationsResourceTest {
  private static final String SECRET = "MARKED-shared-secret";

  private final World world = new World();
  private final ApplicationsResource applications =
      new ApplicationsResource(world.installed, world.plugins, world.writes, world.clock);

  @After
  public void close() {
    world.close();
  }

  private static String body(String more) {
    return "{'name':'Office VPN','listener':'radius','selectors':['192.0.2.7'],"
        + "'extra':{'secret':'"
        + SECRET
        + "'}"
        + more
        + "}";
  }

  private ApplicationView add(String body) {
    Response response = await(applications.add(json(body), world.caller));
    assertThat(response.getStatus()).isEqualTo(201);
    return (ApplicationView) response.getEntity();
  }

  private ApplicationView change(String body) {
    return (ApplicationView)
        await(applications.change("office vpn", json(body), world.caller)).getEntity();
  }

  private void refused(String body, String field, String... words) {
    Problem problem = catchThrowableOfType(Problem.class, () -> add(body));
    assertThat(problem).as(body).isNotNull();
    assertThat(problem.field()).as(body).isEqualTo(field);
    assertThat(problem.detail()).as(body).contains(words).doesNotContain("MARKED");
  }

  @Test
  public void aSecretThatIsReplacedIsKeptWithItsTimeAndNotShown() {
    add(body(""));
    change("{'name':'Office'}".replace("Office", "Office VPN"));
    assertThat(stored().extra()).doesNotContainKey(KeptSecret.since("secret"));
    ApplicationView changed = change("{'extra':{'secret':'MARKED-another-secret'}}");

    assertThat(changed.extra().get(KeptSecret.previous("secret"))).isEqualTo(ApplicationView.SET);
    assertThat(changed.extra().get(KeptSecret.since("secret")))
        .isEqualTo(world.clock.instant().toString());
    change("{'enabled':false}");
    KeptSecret kept = KeptSecret.open(stored(), "secret", world.vault).orElseThrow();
    assertThat(kept.secret().text()).isEqualTo(SECRET);
  }

  private Application stored() {
    return world
        .installed
        .records()
        .findByKey(Application.TYPE, Application.key("office vpn"))
        .orElseThrow();
  }

  @Test
  public void fillsInEveryDefault() {
    ApplicationView added = add(body(""));

    assertThat(added)
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(
            new ApplicationView(
                "",
                1,
                "Office VPN",
                "radius",
                java.util.List.of("192.0.2.7/32"),
                true,
                true,
                "local",
                java.util.List.of(),
                java.util.List.of(),
                55,
                "off",
                "",
                3,
                java.util.List.of(),
                false,
                "application",
                0,
                java.util.List.of(),
                false,
                Map.of("secret", "(set)", "messageAuthenticator", "auto")));
  }

  @Test
  public void aSecondFactorMayCountAgainForAWhile() {
    add(body(""));
    ApplicationView changed = change("{'cacheSeconds':60,'cacheBy':'address'}");

    assertThat(changed.cacheBy()).isEqualTo("address");
    assertThat(changed.cacheSeconds()).isEqualTo(60);
    assertThat(change("{'tries':2}").cacheSeconds()).isEqualTo(60);
  }

  @Test
  public void anotherMethodMayServeWhenOneFails() {
    add(body(""));
    ApplicationView changed = change("{'fallback':['oath'],'failOpen':true}");

    assertThat(changed.fallback()).containsExactly("oath");
    assertThat(changed.failOpen()).isTrue();
    assertThat(change("{'tries':2}").fallback()).containsExactly("oath");
    assertThat(change("{'fallback':[]}").fallback()).isEmpty();
  }

  @Test
  public void sealsSecretsForTheirPlaceAndNeverShowsThem() {
    ApplicationView added = add(body(""));

    Application stored =
        world.records.findByKey(Application.TYPE, Application.key("Office VPN")).orElseThrow();
    Secret opened =
        world.vault.open(
            Application.extraPlace(stored.id(), "secret"),
            Base64.getDecoder().decode(stored.extra().get("secret")));
    assertThat(opened).isEqualTo(Secret.of(SECRET));
    assertThat(JsonCodec.toText(added)).doesNotContain("MARKED");
    assertThat(JsonCodec.toText(applications.list())).doesNotContain("MARKED").contains("(set)");
  }

  @Test
  public void keepsASecretThatIsNotGivenAgain() {
    add(body(""));
    Application before =
        world.records.findByKey(Application.TYPE, Application.key("office vpn")).orElseThrow();

    ApplicationView changed =
        change("{'extra':{'messageAuthenticator':'require','secret':'(set)'},'enabled':false}");

    Application after =
        world.records.findByKey(Application.TYPE, Application.key("office vpn")).orElseThrow();
    assertThat(after.extra().get("secret")).isEqualTo(before.extra().get("secret"));
    assertThat(changed.extra()).containsEntry("messageAuthenticator", "require");
    assertThat(changed.enabled()).isFalse();
    assertThat(change("{'extra':{'messageAuthenticator':null}}").extra())
        .containsEntry("messageAuthenticator", "auto");
  }

  @Test
  public void checksEveryField() {
    refused("{'listener':'radius'}", "name", "must be given");
    refused("{'name':'x'}", "listener", "radius");
    refused(body("").replace("Office VPN", "a/b"), "name", "Office VPN");
    refused(body("").replace("192.0.2.7", "gateway"), "selectors", "192.0.2.0/24");
    refused(body("").replace("'192.0.2.7'", ""), "selectors", "at least one");
    refused(body(",'primary':'ldap'"), "primary", "directory:corp");
    refused(body(",'primary':'directory:corp'"), "primary", "no directory 'corp'");
    refused(body(",'methods':['pigeon']"), "methods", "pigeon", "oath");
    refused(body(",'deadlineSeconds':4"), "deadlineSeconds", "5 to 120", "55");
    refused(body(",'appended':'both'"), "appended", "separated");
    refused(body(",'appended':'separated'"), "separator", "1 to 3");
    refused(body(",'appended':'plain','separator':','"), "separator", "only with");
    refused(body(",'tries':11"), "tries", "1 to 10");
    refused(body(",'trustedNetworks':['10.0.0.0/33']"), "trustedNetworks", "10.0.0.0/8");
    refused(body("").replace(SECRET, "short"), "extra.secret", "16");
    refused(body("").replace("'secret'", "'colour'"), "extra.colour", "known are secret");
    refused(body("").replace("{'secret':'" + SECRET + "'}", "{}"), "extra.secret", "must be given");
    refused(
        body("").replace("{'secret'", "{'messageAuthenticator':'never','secret'"),
        "extra.messageAuthenticator",
        "auto or require");
  }

  @Test
  public void takesADirectoryThatExists() {
    world.records.given(
        Setting.TYPE, new Setting(UUID.randomUUID(), 1, "org.vedette.directory~corp", Map.of()));

    assertThat(add(body(",'primary':'directory:corp'")).primary()).isEqualTo("directory:corp");
  }

  @Test
  public void normalisesNetworksAndClearsTheSeparator() {
    ApplicationView added =
        add(
            body(
                ",'trustedNetworks':['10.1.2.3/8','2001:db8::1/32','192.0.2.7'],"
                    + "'appended':'separated','separator':','"));
    assertThat(added.trustedNetworks())
        .containsExactly("10.0.0.0/8", "2001:db8:0:0:0:0:0:0/32", "192.0.2.7/32");
    assertThat(added.separator()).isEqualTo(",");

    assertThat(change("{'appended':'plain'}").separator()).isEmpty();
  }

  @Test
  public void refusesATakenNameOrSelector() {
    add(body(""));
    Problem name = catchThrowableOfType(Problem.class, () -> add(body("").replace("2.7", "2.8")));
    assertThat(name.status()).isEqualTo(409);
    assertThat(name.field()).isEqualTo("name");

    Problem selector =
        catchThrowableOfType(Problem.class, () -> add(body("").replace("Office", "Home")));
    assertThat(selector.field()).isEqualTo("selectors");
  }

  @Test
  public void refusesWritesWhileTheListenerIsMissing() {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> add("{'name':'x','listener':'ldap'}"));

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).contains("not installed", "ldap", "radius");
  }

  @Test
  public void removesAnApplication() {
    add(body(""));

    assertThat(await(applications.remove("Office VPN", world.caller)).getStatus()).isEqualTo(204);
    assertThat(catchThrowableOfType(Problem.class, () -> applications.get("Office VPN")).status())
        .isEqualTo(404);
  }

  @Test
  public void readsNetworksOfBothFamilies() {
    assertThat(Networks.normalise("10.0.0.1/0")).contains("0.0.0.0/0");
    assertThat(Networks.normalise("10.0.0")).isEmpty();
    assertThat(Networks.normalise("10.0.0.256")).isEmpty();
    assertThat(Networks.normalise("corp.example/8")).isEmpty();
    assertThat(Networks.normalise("fe80::/129")).isEmpty();
    assertThat(Networks.normalise("::1")).contains("0:0:0:0:0:0:0:1/128");
  }
}

package org.vedette.sdk.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.osgi.service.metatype.AttributeDefinition.BOOLEAN;
import static org.osgi.service.metatype.AttributeDefinition.INTEGER;
import static org.osgi.service.metatype.AttributeDefinition.PASSWORD;
import static org.osgi.service.metatype.AttributeDefinition.STRING;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.ws.rs.core.Response;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Setting;
import org.vedette.api.store.StoredSecret;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

/** Settings, and directories, which are settings as well. */
public class SettingsResourceTest {
  private static final String CORP =
      "{'name':'corp','servers':['ldaps://dc1:636','ldaps://dc2'],"
          + "'baseDn':'dc=corp','bindDn':'cn=reader','bindPassword':'MARKED-bind'}";

  private final World world = new World();
  private final Descriptions descriptions =
      () ->
          List.of(
              new PidDescription(
                  "org.vedette.core",
                  false,
                  true,
                  "The flow.",
                  List.of(
                      FakeAttribute.key("maxFailures", INTEGER, "10", false),
                      FakeAttribute.key("numberMatch", BOOLEAN, "true", false),
                      FakeAttribute.key("scope", STRING, "sub", false))),
              new PidDescription(
                  "org.vedette.directory",
                  true,
                  true,
                  "A directory.",
                  List.of(
                      FakeAttribute.key("servers", STRING, null, true),
                      FakeAttribute.key("baseDn", STRING, "", true),
                      FakeAttribute.key("bindDn", STRING, "", false),
                      FakeAttribute.key("bindPassword", PASSWORD, "", false),
                      FakeAttribute.key("maxConnections", INTEGER, "8", false))),
              new PidDescription("org.vedette.state", false, false, "The journal.", List.of()));
  private final SettingsResource settings =
      new SettingsResource(descriptions, world.installed, world.writes);
  private final DirectoriesResource directories =
      new DirectoriesResource(
          descriptions, world.installed, world.plugins, world.writes, world.worker);

  @After
  public void close() {
    world.close();
  }

  private SettingView change(String pid, String body) {
    return (SettingView) await(settings.change(pid, json(body), world.caller)).getEntity();
  }

  private static Problem refusal(Supplier<CompletionStage<Response>> call) {
    Problem problem = catchThrowableOfType(Problem.class, () -> await(call.get()));
    assertThat(problem).isNotNull();
    return problem;
  }

  private Problem refusedChange(String pid, String body) {
    return refusal(() -> settings.change(pid, json(body), world.caller));
  }

  private String add(String body) {
    Response response = await(directories.add(json(body), world.caller));
    assertThat(response.getStatus()).isEqualTo(201);
    return JsonCodec.toText((DirectoryView) response.getEntity());
  }

  @Test
  public void storesWhatDiffersFromTheDefault() {
    SettingView changed =
        change("org.vedette.core", "{'maxFailures':20,'numberMatch':true,'scope':'one'}");

    assertThat(changed.keys())
        .extracting(SettingView.Key::value)
        .containsExactly("20", "true", "one");
    Setting stored =
        world.records.findByKey(Setting.TYPE, Setting.key("org.vedette.core")).orElseThrow();
    assertThat(stored.values()).containsOnlyKeys("maxFailures", "scope");
    assertThat(change("org.vedette.core", "{'maxFailures':null}").keys().get(0).value())
        .isEqualTo("10");
    assertThat(JsonCodec.toText(changed))
        .contains("\"default\":\"10\"", "\"scope\":\"replicated\"");
  }

  @Test
  public void refusesValuesThatTheDescriptionDoesNotAllow() {
    Problem large = refusedChange("org.vedette.core", "{'maxFailures':129}");
    assertThat(large.field()).isEqualTo("maxFailures");
    assertThat(large.detail()).contains("129", "at most 128", "default is '10'");
    assertThat(refusedChange("org.vedette.core", "{'maxFailures':'x'}").detail())
        .contains("integer");
    assertThat(refusedChange("org.vedette.core", "{'numberMatch':'yes'}").field())
        .isEqualTo("numberMatch");
    assertThat(refusedChange("org.vedette.core", "{'scope':'base'}").detail())
        .contains("One of: sub, one");
    assertThat(refusedChange("org.vedette.core", "{'colour':'red'}").detail())
        .contains("known are maxFailures");
    assertThat(refusedChange("org.vedette.nothing", "{}").status()).isEqualTo(404);
  }

  @Test
  public void namesTheFileOfLocalSettings() {
    Problem problem = refusedChange("org.vedette.state", "{'x':1}");

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.detail()).contains("etc/org.vedette.state.cfg");
  }

  @Test
  public void demandsANameForAnInstance() {
    assertThat(refusedChange("org.vedette.directory", "{'baseDn':'x'}").detail())
        .contains("org.vedette.directory~corp");
    assertThat(refusedChange("org.vedette.directory~my-corp", "{'baseDn':'x'}").field())
        .isEqualTo("pid");
  }

  @Test
  public void addsADirectoryWithItsSecretInOneChange() {
    String added = add(CORP);

    assertThat(added)
        .isEqualTo(
            "{\"name\":\"corp\",\"version\":1,\"servers\":[\"ldaps://dc1:636\",\"ldaps://dc2\"],"
                + "\"baseDn\":\"dc=corp\",\"bindDn\":\"cn=reader\",\"bindPassword\":\"(set)\","
                + "\"maxConnections\":8}");
    Setting setting =
        world
            .records
            .findByKey(Setting.TYPE, Setting.key("org.vedette.directory~corp"))
            .orElseThrow();
    assertThat(setting.values())
        .containsEntry("bindPassword", "$[secret:directory.corp.bindpassword]")
        .containsEntry("servers", "ldaps://dc1:636,ldaps://dc2");
    StoredSecret secret =
        world
            .records
            .findByKey(StoredSecret.TYPE, StoredSecret.key("directory.corp.bindpassword"))
            .orElseThrow();
    assertThat(world.vault.open(StoredSecret.place(secret.id()), secret.sealed()))
        .isEqualTo(Secret.of("MARKED-bind"));
    assertThat(world.records.actors()).hasSize(1);
    assertThat(JsonCodec.toText(settings.list())).contains("~corp").doesNotContain("MARKED");
  }

  @Test
  public void replacesTheSecretOnlyWhenItIsGivenAnew() {
    add(CORP);
    await(
        directories.change(
            "corp", json("{'bindPassword':'(set)','maxConnections':4}"), world.caller));
    assertThat(
            world
                .records
                .findByKey(StoredSecret.TYPE, StoredSecret.key("directory.corp.bindpassword"))
                .orElseThrow()
                .version())
        .isEqualTo(1);

    await(directories.change("corp", json("{'bindPassword':'MARKED-new'}"), world.caller));

    StoredSecret secret =
        world
            .records
            .findByKey(StoredSecret.TYPE, StoredSecret.key("directory.corp.bindpassword"))
            .orElseThrow();
    assertThat(secret.version()).isEqualTo(2);
    assertThat(world.vault.open(StoredSecret.place(secret.id()), secret.sealed()))
        .isEqualTo(Secret.of("MARKED-new"));
    assertThat(directories.get("corp").fields()).containsEntry("maxConnections", 4L);
  }

  @Test
  public void checksDirectories() {
    assertThat(refusal(() -> directories.add(json("{'name':'My-Corp'}"), world.caller)).field())
        .isEqualTo("name");
    assertThat(refusal(() -> directories.add(json("{'name':'corp'}"), world.caller)).detail())
        .contains("must be given");
    assertThat(
            refusal(
                    () ->
                        directories.add(
                            json(CORP.replace("ldaps://dc2", "http://dc2")), world.caller))
                .field())
        .isEqualTo("servers");
    add(CORP);
    assertThat(refusal(() -> directories.add(json(CORP), world.caller)).status()).isEqualTo(409);
    assertThat(
            refusal(() -> directories.change("corp", json("{'version':9}"), world.caller)).field())
        .isEqualTo("version");
  }

  @Test
  public void removesADirectoryWithItsSecret() {
    add(CORP);

    assertThat(await(directories.remove("corp", world.caller)).getStatus()).isEqualTo(204);
    assertThat(world.records.all(Setting.TYPE)).isEmpty();
    assertThat(world.records.all(StoredSecret.TYPE)).isEmpty();
    assertThat(directories.list().items()).isEmpty();
  }

  @Test
  public void triesADirectory() {
    add(CORP);
    assertThat(refusal(() -> directories.test("corp", null)).status()).isEqualTo(503);
    world.directory(
        "corp",
        credentials ->
            CompletableFuture.completedFuture(
                List.of(
                    new DirectoryProbe.Step("dc1", "tls", true, "TLSv1.3", 12),
                    new DirectoryProbe.Step(
                        "dc1", "sign-in", credentials.isEmpty(), "wrong password", 3))));

    ProbeView passed = (ProbeView) await(directories.test("corp", null)).getEntity();
    ProbeView failed =
        (ProbeView)
            await(directories.test("corp", json("{'username':'a','password':'MARKED'}")))
                .getEntity();

    assertThat(passed.passed()).isTrue();
    assertThat(failed.passed()).isFalse();
    assertThat(failed.steps()).hasSize(2);
    assertThat(refusal(() -> directories.test("corp", json("{'username':'a'}"))).field())
        .isEqualTo("password");
    assertThat(refusal(() -> directories.test("other", null)).status()).isEqualTo(404);
  }
}

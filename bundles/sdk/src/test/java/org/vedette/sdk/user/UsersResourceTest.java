package org.vedette.sdk.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.ws.rs.core.Response;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.store.Setting;
import org.vedette.api.user.User;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class UsersResourceTest {
  private final World world = new World();
  private final UsersResource users =
      new UsersResource(world.installed, world.plugins, world.writes);

  @After
  public void close() {
    world.close();
  }

  private UserView add(String body) {
    Response response = await(users.add(json(body), world.caller));
    assertThat(response.getStatus()).isEqualTo(201);
    return (UserView) response.getEntity();
  }

  private UserView change(String name, String body) {
    return (UserView) await(users.change(name, null, json(body), world.caller)).getEntity();
  }

  private Problem refusedAdd(String body) {
    return catchThrowableOfType(Problem.class, () -> add(body));
  }

  private void refused(String body, String field, String... words) {
    Problem problem = refusedAdd(body);
    assertThat(problem).as(body).isNotNull();
    assertThat(problem.status()).as(body).isEqualTo(400);
    assertThat(problem.field()).as(body).isEqualTo(field);
    for (String word : words) {
      assertThat(problem.detail()).as(body).contains(word);
    }
  }

  @Test
  public void addsAUserWithEveryField() {
    UserView added =
        add(
            "{'username':' Älice ','firstName':'A','lastName':'B','email':'a@b.example',"
                + "'group':'g','description':'d','phone':{'country':'49','number':'30123456',"
                + "'extension':',,1#'},'backupPhone':null,'defaultMethod':'oath',"
                + "'methodOrder':['oath'],'languages':{'call':'de','app':'pt-BR'},"
                + "'groups':['z','a'],'enabled':false}");

    UserView shown = users.get("ÄLICE");
    assertThat(shown).isEqualTo(added);
    assertThat(shown.username()).isEqualTo("Älice");
    assertThat(shown.version()).isEqualTo(1);
    assertThat(shown.phone()).isEqualTo(new PhoneView("49", "30123456", ",,1#"));
    assertThat(shown.groups()).containsExactly("a", "z");
    assertThat(shown.languages()).isEqualTo(Map.of("call", "de", "app", "pt-BR"));
    assertThat(shown.complete()).isFalse();
    assertThat(shown.enabled()).isFalse();
    assertThat(JsonCodec.toText(shown)).contains("\"backupPhone\":null", "\"block\":null");
    assertThat(world.records.actors().get(0).name()).isEqualTo("tester");
  }

  @Test
  public void refusesTheSameNameInOtherCase() {
    add("{'username':'alice'}");

    Problem problem = refusedAdd("{'username':'ALICE'}");

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.field()).isEqualTo("username");
  }

  @Test
  public void checksEveryField() {
    refused("{}", "username", "must be given");
    refused("{'username':'  '}", "username", "256");
    refused("{'username':'a','email':'nobody'}", "email", "alice@corp.example");
    refused("{'username':'a','phone':{'country':'1','number':'555'}}", "phone.number", "10 digits");
    refused(
        "{'username':'a','phone':{'country':'49','number':'3012','extension':'x'}}",
        "phone.extension",
        "commas");
    refused("{'username':'a','phone':{'country':'+49','number':'3012'}}", "phone.country");
    refused("{'username':'a','phone':'123'}", "phone", "country");
    refused("{'username':'a','phone':{'number':'3012'}}", "phone.country", "must be given");
    refused("{'username':'a','defaultMethod':'pigeon'}", "defaultMethod", "pigeon", "oath");
    refused("{'username':'a','methodOrder':['pigeon']}", "methodOrder", "oath");
    refused("{'username':'a','languages':{'call':'german'}}", "languages.call");
    refused("{'username':'a','languages':{'call':'xx'}}", "languages.call", "pt-BR");
    refused("{'username':'a','languages':{'fax':'de'}}", "languages", "call");
    refused("{'username':'a','firstName':'" + "x".repeat(101) + "'}", "firstName", "100");
    refused("{'username':'a','complete':true}", "complete", "leave it out");
    refused("{'username':'a','shoeSize':44}", "shoeSize", "unknown", "username");
  }

  @Test
  public void changesOnlyTheFieldsGiven() {
    add("{'username':'alice','firstName':'A','phone':{'country':'49','number':'3012'}}");

    UserView changed = change("Alice", "{'lastName':'B','phone':null,'version':1}");

    assertThat(changed.firstName()).isEqualTo("A");
    assertThat(changed.lastName()).isEqualTo("B");
    assertThat(changed.phone()).isNull();
    assertThat(changed.version()).isEqualTo(2);
  }

  @Test
  public void plansAnewOnceWhenSomebodyElseWasFaster() {
    add("{'username':'alice'}");
    User stored = world.records.findByKey(User.TYPE, User.key("alice")).orElseThrow();
    world.before(() -> world.records.given(User.TYPE, stored.change().firstName("A").build()));

    UserView changed = change("alice", "{'lastName':'B'}");

    assertThat(changed.firstName()).isEqualTo("A");
    assertThat(changed.lastName()).isEqualTo("B");
    assertThat(changed.version()).isEqualTo(3);
  }

  @Test
  public void refusesAChangeOfAnOlderVersion() {
    add("{'username':'alice'}");
    change("alice", "{'lastName':'B'}");

    Problem problem =
        catchThrowableOfType(Problem.class, () -> change("alice", "{'lastName':'C','version':1}"));

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.field()).isEqualTo("version");
  }

  @Test
  public void refusesToRename() {
    add("{'username':'alice'}");

    Problem problem =
        catchThrowableOfType(Problem.class, () -> change("alice", "{'username':'bob'}"));

    assertThat(problem.field()).isEqualTo("username");
    assertThat(change("alice", "{'username':'alice'}").username()).isEqualTo("alice");
  }

  @Test
  public void listsPages() {
    for (String name : List.of("carol", "alice", "bob")) {
      add("{'username':'" + name + "'}");
    }

    UserPage page = users.list("", null, "1", "1");

    assertThat(page.total()).isEqualTo(3);
    assertThat(page.items()).extracting(UserView::username).containsExactly("bob");
    assertThat(users.list("CAR", null, null, null).total()).isEqualTo(1);
    assertThat(catchThrowableOfType(Problem.class, () -> users.list("", "", "", "501")).field())
        .isEqualTo("limit");
  }

  @Test
  public void removesAUser() {
    add("{'username':'alice'}");

    assertThat(await(users.remove("alice", world.caller)).getStatus()).isEqualTo(204);
    assertThat(catchThrowableOfType(Problem.class, () -> users.get("alice")).status())
        .isEqualTo(404);
  }

  @Test
  public void saysWhatIsMissing() {
    world.nothingInstalled();

    Problem problem = catchThrowableOfType(Problem.class, () -> users.get("alice"));

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).isEqualTo("not installed: store");
    assertThat(problem.retryAfter()).isPositive();
  }

  @Test
  public void saysThatTheStoreTakesNothing() {
    world.before(() -> world.records.broken(true));

    Problem problem = refusedAdd("{'username':'alice'}");

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).isEqualTo("told to fail");
  }

  @Test
  public void showsLockoutsWithTheUser() {
    UserView added = add("{'username':'alice'}");
    world.locked.put(java.util.UUID.fromString(added.id()), world.clock.instant());

    assertThat(users.get("alice").lockedUntil()).isEqualTo("2026-11-21T06:00:00Z");
    assertThat(Optional.ofNullable(added.lockedUntil())).isEmpty();
  }

  /** Row 25. */
  @Test
  public void newUsersHaveWhatTheCompanyUsuallyHasAndOthersStayAsTheyAre() {
    add("{'username':'before'}");
    world.records.given(
        Setting.TYPE,
        new Setting(
            new UUID(0, 7),
            1,
            "org.vedette.core",
            Map.of(
                "defaultMethod",
                "oath",
                "languageText",
                "de",
                "languageCall",
                "fr",
                "defaultCountry",
                "CH")));

    UserView usual = add("{'username':'usual','phone':'044 668 18 00'}");
    assertThat(usual.defaultMethod()).isEqualTo("oath");
    assertThat(usual.languages()).isEqualTo(Map.of("text", "de", "call", "fr"));
    assertThat(usual.phone()).isEqualTo(new PhoneView("41", "446681800", ""));
    UserView own =
        add("{'username':'own','defaultMethod':null,'languages':{'text':'en','call':''}}");
    assertThat(own.defaultMethod()).isNull();
    assertThat(own.languages()).isEqualTo(Map.of("text", "en"));
    UserView before = change("before", "{'firstName':'B'}");
    assertThat(before.defaultMethod()).isNull();
    assertThat(before.languages()).isEmpty();
  }

  /** Row 8. */
  @Test
  public void usersAreFilteredByGroup() {
    add("{'username':'anna','group':'Sales','description':'on Mondays'}");
    add("{'username':'bert','group':'Sales 2'}");
    add("{'username':'carl','group':'sales'}");

    assertThat(users.list(null, "SALES", null, null).items())
        .extracting(UserView::username)
        .containsExactly("anna", "carl");
    assertThat(users.list("monday", "sales", null, null).total()).isEqualTo(1);
    assertThat(users.list("monday", null, null, null).total()).isEqualTo(1);
  }

  @Test
  public void telephonesAreReadAsTyped() {
    refused("{'username':'a','phone':'+41 44'}", "phone.number", "too short", "+41");
    refused("{'username':'a','backupPhone':'+999 1234567'}", "backupPhone.country", "no country");
    refused(
        "{'username':'a','backupPhone':{'country':'41','number':'900123456'}}",
        "backupPhone.number",
        "premiumNumbers");
    assertThat(add("{'username':'a','phone':'+41 44 668 18 00 x12'}").phone())
        .isEqualTo(new PhoneView("41", "446681800", "12"));
    assertThat(change("a", "{'phone':''}").phone()).isNull();
  }

  @Test
  public void aUserIsToldOfAChangeWhenThatIsAskedFor() {
    List<String> told = new ArrayList<>();
    world.mails(new FakeMails(told, Optional.empty()));
    add("{'username':'alice'}");
    await(users.change("alice", "true", json("{'firstName':'A'}"), world.caller));
    await(users.change("alice", "false", json("{'firstName':'B'}"), world.caller));
    assertThat(told).containsExactly("UPDATE alice A");

    world.mails(new FakeMails(told, Optional.of("mails to users are off")));
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> await(users.change("alice", "true", json("{'firstName':'C'}"), world.caller)));
    assertThat(problem.detail()).isEqualTo("mail: mails to users are off");
    assertThat(users.get("alice").firstName()).isEqualTo("B");
  }
}

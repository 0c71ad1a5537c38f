package org.vedette.sdk.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.util.List;
import java.util.Map;
import javax.ws.rs.core.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.ImportOrder;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;
import org.vedette.testkit.directory.MemoryDirectory;

public class SyncResourcesTest {
  private final World world = new World();
  private final FakeDesk desk = new FakeDesk();
  private final SyncResource sync = new SyncResource(world.installed, world.clock);
  private final SyncItemsResource items =
      new SyncItemsResource(world.installed, world.plugins, world.writes);
  private final ImportResource imports =
      new ImportResource(world.installed, world.plugins, world.clock);

  @Before
  public void install() {
    world.sync(desk);
    MemoryDirectory directory = new MemoryDirectory(2);
    directory.container("c1", MemoryDirectory.ROOT, "Sales");
    for (int i = 0; i < 3; i++) {
      directory.user("u" + i, "c1", Map.of(DirectoryEntry.USERNAME, "user" + i));
    }
    world.source("corp", directory);
  }

  @After
  public void close() {
    world.close();
  }

  private static Problem refused(ThrowingCallable call) {
    return catchThrowableOfType(Problem.class, call);
  }

  private ItemView add(String body) {
    return (ItemView) await(items.add(json(body), world.caller)).getEntity();
  }

  private List<String> order() {
    return items.list().items().stream().map(it -> it.position() + " " + it.name()).toList();
  }

  @Test
  public void theStatusTellsWhatWaitsAndWhatComesNext() {
    SyncResource.StatusBody status = sync.status();
    assertThat(status.held()).isEqualTo("3f9a");
    assertThat(status.heldCount()).isEqualTo(7);
    assertThat(status.next()).isEqualTo("2026-11-21T07:00:00Z");
    assertThat(status.last()).isNotNull();
  }

  @Test
  public void runsPlansAndApprovalsAreBegunInTheNameOfTheCaller() {
    Response begun = sync.run(json("{'full':true}"), world.caller);
    assertThat(begun.getStatus()).isEqualTo(202);
    assertThat(((RunView) begun.getEntity()).id()).isEqualTo("m3x");
    sync.run(json("{}"), world.caller);
    sync.run(json("{'plan':true}"), world.caller);
    sync.approve(json("{'list':'3f9a'}"), world.caller);
    assertThat(desk.asked)
        .containsExactly(
            "full by tester", "changes by tester", "plan by tester", "approve 3f9a by tester");
  }

  @Test
  public void whatIsRefusedSaysWhy() {
    assertThat(refused(() -> sync.stop(world.caller)).status()).isEqualTo(409);
    desk.busy = true;
    Problem problem = refused(() -> sync.run(json("{}"), world.caller));
    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.detail()).isEqualTo("another run goes on");
    assertThat(sync.stop(world.caller).getStatus()).isEqualTo(202);
    assertThat(refused(() -> sync.run(json("{'fast':true}"), world.caller)).field())
        .isEqualTo("fast");
    assertThat(refused(() -> sync.get("nope")).status()).isEqualTo(404);
  }

  @Test
  public void withoutTheBundleItIsNotInstalled() {
    world.sync(null);
    assertThat(refused(sync::status).code()).isEqualTo("not-installed");
  }

  @Test
  public void itemsHaveTheirDefaultsAndAreChangedFieldByField() {
    ItemView sales = add("{'name':'Sales','directory':'corp','container':'OU=Sales,DC=corp'}");
    assertThat(sales.onLeave()).isEqualTo("disable");
    assertThat(sales.onDeleted()).isEqualTo("remove");
    assertThat(sales.phones()).containsExactly("phone.mobile", "phone.business");
    assertThat(sales.adopt()).isFalse();
    ItemView changed =
        (ItemView)
            await(
                    items.change(
                        "sales",
                        json("{'onDisabled':'ignore','container':null,'group':'g1'}"),
                        world.caller))
                .getEntity();
    assertThat(changed.onDisabled()).isEqualTo("ignore");
    assertThat(changed.container()).isNull();
    assertThat(changed.group()).isEqualTo("g1");
    assertThat(changed.onLeave()).isEqualTo("disable");
    assertThat(changed.version()).isEqualTo(2);
  }

  @Test
  public void itemsStandWhereTheyArePut() {
    add("{'name':'A','directory':'corp'}");
    add("{'name':'B','directory':'corp'}");
    add("{'name':'C','directory':'corp','position':1}");
    assertThat(order()).containsExactly("1 C", "2 A", "3 B");
    await(items.move("b", json("{'position':1}"), world.caller));
    assertThat(order()).containsExactly("1 B", "2 C", "3 A");
    await(items.change("A", json("{'position':2}"), world.caller));
    assertThat(order()).containsExactly("1 B", "2 A", "3 C");
    await(items.remove("B", world.caller));
    assertThat(order()).containsExactly("1 A", "2 C");
  }

  @Test
  public void badItemsAreRefusedByField() {
    assertThat(bad("{'name':'A'}")).isEqualTo("directory");
    assertThat(bad("{'name':'A','directory':'corp','container':'Sales'}")).isEqualTo("container");
    assertThat(bad("{'name':'A','directory':'corp','onLeave':'forget'}")).isEqualTo("onLeave");
    assertThat(bad("{'name':'A','directory':'corp','method':'smoke'}")).isEqualTo("method");
    assertThat(bad("{'name':'A','directory':'corp','mode':'pin'}")).isEqualTo("mode");
    assertThat(bad("{'name':'A','directory':'corp','phones':['a b']}")).isEqualTo("phones");
    assertThat(bad("{'name':'A','directory':'corp','languages':{'call':'english'}}"))
        .isEqualTo("languages.call");
    assertThat(bad("{'name':'A','directory':'corp','id':'x'}")).isEqualTo("id");
    add("{'name':'A','directory':'corp'}");
    assertThat(refused(() -> add("{'name':'a','directory':'corp'}")).status()).isEqualTo(409);
  }

  private String bad(String body) {
    return String.valueOf(refused(() -> add(body)).field());
  }

  @Test
  public void anImportIsOfOneKindAndTakesNoFates() {
    imports.load(
        json("{'directory':'corp','entries':['u1','u2'],'adopt':true,'dryRun':true}"),
        world.caller);
    ImportOrder order = desk.orders.get(0);
    assertThat(order.entries()).containsExactlyInAnyOrder("u1", "u2");
    assertThat(order.rules().adopt()).isTrue();
    assertThat(order.dry()).isTrue();
    assertThat(order.rules().onLeave()).isEqualTo(Fate.DISABLE);
    assertThat(load("{'directory':'corp'}")).isEqualTo("entries");
    assertThat(load("{'directory':'corp','entries':['u1'],'group':'g'}")).isEqualTo("entries");
    assertThat(load("{'directory':'corp','entries':['u1'],'onLeave':'remove'}"))
        .isEqualTo("onLeave");
  }

  private String load(String body) {
    return String.valueOf(refused(() -> imports.load(json(body), world.caller)).field());
  }
}

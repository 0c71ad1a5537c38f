package org.vedette.sdk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.policy.PolicyExplanation;
import org.vedette.api.policy.PolicyQuestion;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.user.User;
import org.vedette.sdk.application.ApplicationsResource;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

public class RulesResourceTest {
  private final World world = new World();
  private final RulesResource rules =
      new RulesResource(world.installed, world.plugins, world.writes);
  private final NetworksResource networks = new NetworksResource(world.installed, world.writes);
  private final ApplicationsResource applications =
      new ApplicationsResource(world.installed, world.plugins, world.writes, world.clock);

  @Before
  public void install() {
    world.policy(new Desk());
    world.records.given(User.TYPE, User.builder(new UUID(0, 1), "Alice", "alice").build());
    await(
        applications.add(
            json(
                "{'name':'VPN','listener':'radius','selectors':['192.0.2.7'],"
                    + "'extra':{'secret':'a-long-shared-secret'}}"),
            world.caller));
    await(networks.add(json("{'name':'Office','entries':['10.1.2.3/8']}"), world.caller));
  }

  @After
  public void close() {
    world.close();
  }

  private static final class Desk implements PolicyDesk {
    @Override
    public Optional<PolicyExplanation> explain(
        PolicyQuestion question, Optional<List<PolicyRule>> draft) {
      return Optional.empty();
    }

    @Override
    public Optional<Judge> judge(List<PolicyRule> draft) {
      return Optional.empty();
    }

    @Override
    public Set<String> conditions() {
      return Set.of("geo");
    }
  }

  private RuleView add(String body) {
    return (RuleView) await(rules.add(json(body), world.caller)).getEntity();
  }

  private RuleView change(String name, String body) {
    return (RuleView) await(rules.change(name, json(body), world.caller)).getEntity();
  }

  private RuleView move(String name, int position) {
    String body = "{'position':" + position + "}";
    return (RuleView) await(rules.move(name, json(body), world.caller)).getEntity();
  }

  private List<String> order() {
    return rules.list().items().stream().map(RuleView::name).toList();
  }

  private static Problem refused(ThrowingCallable call) {
    Problem problem = catchThrowableOfType(Problem.class, call);
    assertThat(problem).isNotNull();
    return problem;
  }

  @Test
  public void aNewRuleObservesAndShowsNamesInNormalForm() {
    RuleView it =
        add(
            "{'name':'Night','effect':'require','methods':['oath'],"
                + "'when':{'user':['ALICE'],'application':['vpn'],'network':['@OFFICE','10.1.2.3/8'],"
                + "'plugin':['geo:CH']},"
                + "'not':{'time':['Mon-Fri 8:00-18:00 Europe/Zurich'],'risk':['new-network']}}");

    assertThat(it.mode()).isEqualTo("observe");
    assertThat(it.position()).isEqualTo(1);
    assertThat(it.always()).isTrue();
    assertThat(it.when())
        .isEqualTo(
            Map.of(
                "user", List.of("Alice"),
                "application", List.of("VPN"),
                "network", List.of("@office", "10.0.0.0/8"),
                "plugin", List.of("geo:CH")));
    assertThat(it.not().get("time"))
        .containsExactly("mon+tue+wed+thu+fri 08:00-18:00 Europe/Zurich");
    assertThat(rules.get("night")).isEqualTo(it);
  }

  @Test
  public void changesOnlyWhatIsGiven() {
    add("{'name':'Night','effect':'deny','when':{'group':['a'],'listener':['radius']}}");

    RuleView it = change("night", "{'mode':'enforce','when':{'group':['b']},'version':1}");

    assertThat(it.mode()).isEqualTo("enforce");
    assertThat(it.when()).isEqualTo(Map.of("group", List.of("b"), "listener", List.of("radius")));
    assertThat(change("night", "{'when':{'group':[]}}").when())
        .isEqualTo(Map.of("listener", List.of("radius")));
    assertThat(refused(() -> change("night", "{'mode':'off','version':1}")).field())
        .isEqualTo("version");
    assertThat(change("night", "{'name':'Late'}").name()).isEqualTo("Late");
    await(rules.remove("late", world.caller));
    assertThat(order()).isEmpty();
  }

  @Test
  public void refusalsNameTheField() {
    Map<String, String> cases =
        Map.ofEntries(
            Map.entry("{'effect':'deny'}", "name"),
            Map.entry("{'name':'x'}", "effect"),
            Map.entry("{'name':'x','effect':'allow'}", "effect"),
            Map.entry("{'name':'x','effect':'deny','mode':'on'}", "mode"),
            Map.entry("{'name':'x','effect':'deny','methods':['oath']}", "methods"),
            Map.entry("{'name':'x','effect':'permit','always':true}", "always"),
            Map.entry("{'name':'x','effect':'require','methods':['nope']}", "methods"),
            Map.entry("{'name':'x','effect':'deny','when':{'user':['bob']}}", "when.user"),
            Map.entry("{'name':'x','effect':'deny','when':{'network':['@home']}}", "when.network"),
            Map.entry(
                "{'name':'x','effect':'deny','when':{'network':['10.0.0.0/33']}}", "when.network"),
            Map.entry("{'name':'x','effect':'deny','not':{'time':['8-18']}}", "not.time"),
            Map.entry("{'name':'x','effect':'deny','when':{'risk':['bad']}}", "when.risk"),
            Map.entry("{'name':'x','effect':'deny','when':{'plugin':['no']}}", "when.plugin"),
            Map.entry("{'name':'x','effect':'deny','when':{'weather':['no']}}", "when.weather"),
            Map.entry("{'name':'x','effect':'deny','position':0}", "position"),
            Map.entry("{'name':'a\\nb','effect':'deny'}", "name"));
    cases.forEach(
        (body, field) -> assertThat(refused(() -> add(body)).field()).as(body).isEqualTo(field));
    String many =
        IntStream.range(0, 100)
            .mapToObj(it -> "'" + it + "x".repeat(60) + "'")
            .collect(Collectors.joining(","));
    assertThat(refused(() -> add("{'name':'x','effect':'deny','when':{'group':[" + many + "]}}")))
        .satisfies(it -> assertThat(it.detail()).contains("5000 bytes"));
  }

  @Test
  public void rulesStandWhereTheyArePut() {
    add("{'name':'a','effect':'deny'}");
    add("{'name':'b','effect':'deny'}");
    add("{'name':'c','effect':'deny','position':1}");
    add("{'name':'d','effect':'deny','position':2}");
    assertThat(order()).containsExactly("c", "d", "a", "b");
    assertThat(move("b", 1).position()).isEqualTo(1);
    assertThat(move("c", 200).position()).isEqualTo(4);
    assertThat(order()).containsExactly("b", "d", "a", "c");
    assertThat(change("a", "{'position':2}").position()).isEqualTo(2);
    assertThat(order()).containsExactly("b", "a", "d", "c");
    assertThat(move("a", 2).position()).isEqualTo(2);
  }

  /** Room between two runs out after about twenty rules; then all are placed anew. */
  @Test
  public void thereIsAlwaysRoomBetweenTwoRules() {
    add("{'name':'first','effect':'deny'}");
    add("{'name':'last','effect':'deny'}");
    for (int i = 0; i < 50; i++) {
      add("{'name':'r" + i + "','effect':'deny','position':2}");
    }

    assertThat(order()).hasSize(52).startsWith("first", "r49", "r48").endsWith("r0", "last");
    assertThat(world.records.all(PolicyRule.TYPE))
        .extracting(PolicyRule::position)
        .doesNotHaveDuplicates();
  }

  @Test
  public void aRemovedUserIsSaid() {
    add("{'name':'a','effect':'deny','when':{'user':['alice']}}");
    world.records.append(
        org.vedette.api.store.Change.remove(
            User.TYPE, world.records.find(User.TYPE, new UUID(0, 1)).orElseThrow()),
        new org.vedette.api.store.Actor("x", "y", ""));
    assertThat(rules.get("a").when().get("user").get(0)).startsWith("(removed user 0000");
    assertThat(change("a", "{'mode':'off'}").mode()).isEqualTo("off");
  }

  @Test
  public void networksAreChangedByTheirEntries() {
    String body = "{'add':['192.0.2.10-192.0.2.19','2001:db8::/32'],'remove':['10.0.0.0/8']}";
    NetworkView it =
        (NetworkView) await(networks.change("OFFICE", json(body), world.caller)).getEntity();

    assertThat(it.entries()).containsExactly("192.0.2.10-192.0.2.19", "2001:db8:0:0:0:0:0:0/32");
    assertThat(
            refused(
                    () ->
                        networks.change("office", json("{'remove':['10.0.0.0/8']}"), world.caller))
                .field())
        .isEqualTo("remove");
    assertThat(refused(() -> networks.change("office", json("{'name':'x'}"), world.caller)).field())
        .isEqualTo("name");
    assertThat(
            refused(() -> networks.add(json("{'name':'a b','entries':[]}"), world.caller)).field())
        .isEqualTo("name");
    assertThat(
            refused(() -> networks.add(json("{'name':'ab','entries':['x']}"), world.caller))
                .detail())
        .contains("'x' is no network");
    assertThat(refused(() -> await(networks.add(json("{'name':'OFFICE'}"), world.caller))).status())
        .isEqualTo(409);
  }

  @Test
  public void aNetworkInUseStays() {
    await(
        applications.change(
            "vpn", json("{'trustedNetworks':['@Office','10.0.0.1']}"), world.caller));
    add("{'name':'Night','effect':'deny','not':{'network':['@office']}}");

    assertThat(applications.get("vpn").trustedNetworks()).containsExactly("@office", "10.0.0.1/32");
    assertThat(networks.get("office").usedBy())
        .containsExactly("application 'VPN'", "rule 'Night'");
    assertThat(refused(() -> networks.remove("office", world.caller)).detail())
        .contains("application 'VPN'", "rule 'Night'");
    await(applications.change("vpn", json("{'trustedNetworks':[]}"), world.caller));
    await(rules.remove("night", world.caller));
    await(networks.remove("office", world.caller));
    assertThat(networks.list().items()).isEmpty();
    assertThat(
            refused(
                    () ->
                        applications.change(
                            "vpn", json("{'trustedNetworks':['@office']}"), world.caller))
                .field())
        .isEqualTo("trustedNetworks");
  }
}

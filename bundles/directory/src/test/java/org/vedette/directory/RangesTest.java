package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Failed;
import org.vedette.api.directory.DirectoryAnswer.Trouble;

/** Groups whose members come in parts: read whole, or not at all. */
public class RangesTest {
  private static final int STEP = 1_500;
  private static final int LARGE = 100_000;
  private static final int FEW = 999;
  private static final String GROUP = "cn=all,ou=groups,dc=corp,dc=example";

  private ScriptedServer server;
  private DirectoryHarness harness;

  /** What is told of the members from {@code from} on: name of the attribute, and values. */
  private interface Telling {
    Entry from(int from);
  }

  @Before
  public void start() throws Exception {
    server = new ScriptedServer();
    harness =
        new DirectoryHarness(
            new TestSettings()
                .with("servers", server.address())
                .with("allowClearText", "true")
                .with("responseTimeoutMillis", "2000")
                .with("pageSize", "1000"));
  }

  @After
  public void stop() {
    server.close();
    harness.close();
  }

  private static Entry group(Attribute... members) {
    Entry entry = new Entry(GROUP);
    entry.addAttribute("objectClass", "groupOfNames");
    entry.addAttribute("entryUUID", ScriptedServer.id("all"));
    entry.addAttribute("entryCSN", "1");
    Arrays.stream(members).forEach(entry::setAttribute);
    return entry;
  }

  private static Attribute part(int from, int to, boolean last, int... values) {
    return new Attribute(
        "member;range=" + from + "-" + (last ? "*" : Integer.toString(to)), members(values));
  }

  private static Collection<String> members(int... numbers) {
    return Arrays.stream(numbers).mapToObj(it -> "uid=p" + it + "," + ReadingCase.PEOPLE).toList();
  }

  private static int[] range(int from, int end) {
    return java.util.stream.IntStream.range(from, end).toArray();
  }

  /**
   * A directory with one group, told in parts, and {@code people} persons, of whom only some may be
   * seen where they are many.
   */
  private void directory(int people, Telling telling) {
    server.script =
        (asked, to) -> {
          if (asked.scope() == SearchScope.BASE && asked.base().equalsIgnoreCase(GROUP)) {
            int from =
                asked.attributes().stream()
                    .filter(it -> it.startsWith("member;range="))
                    .map(it -> Integer.parseInt(it.replaceAll(".*=(\\d+)-.*", "$1")))
                    .findFirst()
                    .orElse(0);
            to.entry(telling.from(from));
            to.done();
          } else if (asked.scope() == SearchScope.BASE) {
            to.entry(ScriptedServer.person(asked.base().replaceAll("uid=([^,]*),.*", "$1")));
            to.done();
          } else if (asked.filter().contains(ScriptedServer.id("all"))
              || asked.filter().contains("entryUUID=")
              || asked.filter().contains("group")) {
            to.entry(group());
            to.done();
          } else {
            for (int i = 0; i < people; i += people > FEW ? FEW : 1) {
              to.entry(ScriptedServer.person("p" + i));
            }
            to.done();
          }
        };
  }

  private DirectoryAnswer<Set<String>> members() {
    return ReadingCase.answer(harness.directory.source().members(ScriptedServer.id("all"), true));
  }

  private Set<String> found() {
    return ReadingCase.found(harness.directory.source().members(ScriptedServer.id("all"), true));
  }

  private String lie() {
    Failed<Set<String>> failed =
        members()
            .match(
                found -> {
                  throw new AssertionError(found.toString());
                },
                it -> it);
    assertThat(failed.trouble()).as(failed.why()).isEqualTo(Trouble.MALFORMED);
    return failed.why();
  }

  @Test
  public void hundredThousandMembersInPartsAreReadWhole() {
    directory(
        LARGE,
        from -> {
          int end = Math.min(LARGE, from + STEP);
          return group(part(from, end - 1, end == LARGE, range(from, end)));
        });
    assertThat(found())
        .hasSize(LARGE / FEW + 1)
        .contains(ScriptedServer.id("p0"), ScriptedServer.id("p99900"));
    assertThat(server.searches.stream().filter(it -> it.base().equals(GROUP)))
        .hasSize(LARGE / STEP + 2);
  }

  @Test
  public void hundredThousandMembersAtOnceAreReadWhole() {
    directory(LARGE, from -> group(new Attribute("member", members(range(0, LARGE)))));
    assertThat(found()).hasSize(LARGE / FEW + 1);
  }

  @Test
  public void fewMembersInPartsAreThem() {
    directory(
        5, from -> from == 0 ? group(part(0, 1, false, 0, 1)) : group(part(2, 0, true, 2, 3)));
    assertThat(found()).hasSize(4);
  }

  @Test
  public void partsThatStopAreNotTheWhole() {
    directory(5, from -> from == 0 ? group(part(0, 1, false, 0, 1)) : group());
    assertThat(lie()).contains("stop after 2 of them");
  }

  @Test
  public void partsThatLeaveAGapOrOverlapAreNotBelieved() {
    directory(9, from -> from == 0 ? group(part(0, 1, false, 0, 1)) : group(part(3, 0, true, 3)));
    assertThat(lie()).contains("go on at 3 after 2");
    directory(9, from -> group(part(0, 1, false, 0, 1)));
    assertThat(lie()).contains("go on at 0 after 2");
    directory(9, from -> group(part(5, 6, false, 0, 1)));
    assertThat(lie()).contains("go on at 5 after 0");
  }

  @Test
  public void partsThatRepeatAValueAreNotBelieved() {
    directory(9, from -> from == 0 ? group(part(0, 1, false, 0, 1)) : group(part(2, 0, true, 1)));
    assertThat(lie()).contains("repeat: uid=p1");
  }

  @Test
  public void partsWithAnotherNumberOfValuesThanTheySayAreNotBelieved() {
    directory(9, from -> group(part(0, 5, false, 0, 1)));
    assertThat(lie()).contains("are 2 where 0-5 was said");
    directory(9, from -> group(part(0, 0, false, 0, 1)));
    assertThat(lie()).contains("are 2 where 0-0 was said");
  }

  @Test
  public void valuesBothWholeAndInPartsAreNotBelieved() {
    directory(9, from -> group(part(0, 1, true, 0, 1), new Attribute("member", members(4))));
    assertThat(lie()).contains("come whole and in parts");
    directory(9, from -> group(part(0, 1, false, 0, 1), part(2, 3, false, 2, 3)));
    assertThat(lie()).contains("several parts at once");
  }

  /** Values move up when one is removed: the one at the border would be in no part. */
  @Test
  public void groupThatChangesWhileItIsReadIsReadAnotherTime() {
    directory(
        9,
        from -> {
          Entry told = from == 0 ? group(part(0, 1, false, 0, 1)) : group(part(2, 0, true, 3));
          told.setAttribute("entryCSN", Integer.toString(from));
          return told;
        });
    Trouble trouble =
        ReadingCase.trouble(harness.directory.source().members(ScriptedServer.id("all"), true));
    assertThat(trouble).isEqualTo(Trouble.UNREACHABLE);
  }

  @Test
  public void membersWithoutIdentityMakeTheGroupUnknownNotSmaller() {
    directory(9, from -> group(new Attribute("member", members(1, 2))));
    ScriptedServer.Script honest = server.script;
    server.script =
        (asked, to) -> {
          if (asked.base().startsWith("uid=p2")) {
            to.entry(ScriptedServer.person("p2", new Attribute("entryUUID", "a", "b")));
            to.done();
          } else {
            honest.search(asked, to);
          }
        };
    assertThat(lie()).contains("uid=p2").contains("more than one entryUUID");
  }
}

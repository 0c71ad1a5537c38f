package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.api.directory.DirectorySource.Search;

/** Who is in a group. */
public class GroupMembersTest extends ReadingCase {
  @Test
  public void membersAreFoundThroughGroupsAndLoops() throws Exception {
    group("outer", "member: " + cn("inner"), "member: " + uid("p1"));
    group("inner", "member: " + cn("outer"), "uniqueMember: " + uid("p2"), "memberUid: p3");
    group("lonely", "member: " + cn("lonely"));
    Set<String> members = found(source().members(id("outer"), true));
    assertThat(names(members)).containsExactlyInAnyOrder("p1", "p2", "p3");
    assertThat(found(source().members(id("lonely"), true))).isEmpty();
    List<DirectoryEntry> paged =
        all(new Search(Kind.USER, Optional.empty(), true, Optional.of(id("inner")), "", 10));
    assertThat(paged.stream().map(DirectoryEntry::id)).containsExactlyInAnyOrderElementsOf(members);
    assertThat(trouble(source().members("00000000-0000-0000-0000-000000000000", true)))
        .isEqualTo(Trouble.NO_SUCH_BASE);
  }

  @Test
  public void directMembersAloneWhereNoOthersCount() throws Exception {
    group("outer", "member: " + cn("inner"), "member: " + uid("p1"));
    group("inner", "member: " + uid("p2"), "memberUid: p3");
    assertThat(names(found(source().members(id("outer"), false)))).containsExactly("p1");
    assertThat(names(found(source().members(id("inner"), false))))
        .containsExactlyInAnyOrder("p2", "p3");
  }

  /** Active Directory is asked for them, and not for those in groups in it. */
  @Test
  public void directMembersOfActiveDirectoryAreThoseWhoSaySo() throws Exception {
    server.server.add(
        "dn: ou=groups,dc=corp,dc=example", "objectClass: organizationalUnit", "ou: groups");
    server.server.add(
        "dn: cn=VPN,ou=groups,dc=corp,dc=example", "objectClass: groupOfNames", "cn: VPN");
    open(
        settings()
            .with("kind", "ad")
            .with("attributeMap", "id=entryUUID,username=uid,name=cn")
            .with("usersFilter", "(objectClass=inetOrgPerson)")
            .with("groupsFilter", "(objectClass=groupOfNames)"));
    assertThat(names(found(source().members(id("VPN"), false)))).containsExactly("alice");
  }

  /** Whatever groups are in groups, the members are those that a walk by hand finds. */
  @Test
  public void membersOfRandomGroupsAreThoseOfAWalkByHand() throws Exception {
    Random random = new Random(20261126);
    int groups = 12;
    List<Set<Integer>> inside = new ArrayList<>();
    List<Set<Integer>> people = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      inside.add(some(random, groups, 3));
      people.add(some(random, MANY, 4));
      List<String> members = new ArrayList<>();
      inside.get(g).forEach(each -> members.add("member: " + cn("g" + each)));
      people.get(g).forEach(each -> members.add("member: " + uid("p" + each)));
      group("g" + g, members.toArray(String[]::new));
    }
    Map<String, String> ids =
        all(new Search(Kind.GROUP, Optional.empty(), true, Optional.empty(), "", 50)).stream()
            .collect(Collectors.toMap(DirectoryEntry::dn, DirectoryEntry::id));
    for (int g = 0; g < groups; g++) {
      Set<Integer> reached = new HashSet<>(Set.of(g));
      for (boolean grew = true; grew; ) {
        Set<Integer> more =
            reached.stream().flatMap(each -> inside.get(each).stream()).collect(Collectors.toSet());
        grew = reached.addAll(more);
      }
      Set<String> expected =
          reached.stream()
              .flatMap(each -> people.get(each).stream())
              .map(each -> "p" + each)
              .collect(Collectors.toSet());
      Set<String> found = found(source().members(ids.get(cn("g" + g)), true));
      assertThat(names(found)).as("group " + g).isEqualTo(expected);
    }
  }

  @Test
  public void groupLargerThanAFewIsReadWhole() throws Exception {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      members.add("member: " + uid("p" + i));
    }
    group("all", members.toArray(String[]::new));
    assertThat(found(source().members(id("all"), true))).hasSize(MANY);
  }

  @Test
  public void memberThatIsNoNameMakesTheGroupUnknownNotSmaller() throws Exception {
    group("broken", "member: " + uid("p1"), "member: what is this");
    assertThat(trouble(source().members(id("broken"), true))).isEqualTo(Trouble.MALFORMED);
  }

  private static Set<Integer> some(Random random, int of, int most) {
    Set<Integer> some = new HashSet<>();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      some.add(random.nextInt(of));
    }
    return some;
  }
}

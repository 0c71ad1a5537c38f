package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ReadOnlyEntry;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.Test;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectoryEntry.Kind;
import org.vedette.api.directory.DirectorySource.Page;
import org.vedette.api.directory.DirectorySource.Search;

/** Reading a directory that speaks plain LDAP, also one that lies. */
public class ReadingTest extends ReadingCase {
  @Test
  public void row99PagesReachEverybodyOnce() {
    List<DirectoryEntry> all = all(people(50));
    assertThat(all).hasSize(MANY + 3);
    assertThat(all.stream().map(DirectoryEntry::id).distinct()).hasSize(MANY + 3);
    DirectoryEntry one =
        all.stream().filter(each -> each.dn().equals(uid("p7"))).findFirst().orElseThrow();
    assertThat(one.facts())
        .containsEntry("username", "p7")
        .containsEntry("lastName", "Example")
        .containsEntry("phone.business", "+41 44 668 1007 x890");
    assertThat(one.names()).containsExactlyInAnyOrder("p7", "p7@corp.example", "corp\\p7");
    assertThat(one.enabled()).isTrue();
  }

  @Test
  public void pageThatWasTakenOrGivenUpMustBeBegunAgain() {
    Page first = found(source().search(people(50), Optional.empty()));
    found(source().search(people(50), first.next()));
    assertThat(trouble(source().search(people(50), first.next()))).isEqualTo(Trouble.BEGIN_AGAIN);
    assertThat(trouble(source().search(people(50), Optional.of("made up"))))
        .isEqualTo(Trouble.BEGIN_AGAIN);
    Page kept = found(source().search(people(50), Optional.empty()));
    for (int i = 0; i < RunningSearches.MOST; i++) {
      found(source().search(people(50), Optional.empty()));
    }
    assertThat(trouble(source().search(people(50), kept.next()))).isEqualTo(Trouble.BEGIN_AGAIN);
  }

  @Test
  public void searchesBelowTheBaseOnly() {
    assertThat(all(new Search(Kind.CONTAINER, Optional.of(BASE), false, Optional.empty(), "", 10)))
        .extracting(each -> each.fact(DirectoryEntry.NAME).orElse(""))
        .containsExactly("people");
    Search outside =
        new Search(Kind.USER, Optional.of("dc=other,dc=example"), true, Optional.empty(), "", 10);
    assertThat(trouble(source().search(outside, Optional.empty()))).isEqualTo(Trouble.NO_SUCH_BASE);
    Search absent =
        new Search(Kind.USER, Optional.of("ou=no," + BASE), true, Optional.empty(), "", 10);
    assertThat(trouble(source().search(absent, Optional.empty()))).isEqualTo(Trouble.NO_SUCH_BASE);
  }

  @Test
  public void partOfANameFinds() {
    assertThat(all(new Search(Kind.USER, Optional.empty(), true, Optional.empty(), "LIC", 10)))
        .extracting(DirectoryEntry::dn)
        .containsExactly(TestServer.ALICE);
    assertThat(all(new Search(Kind.USER, Optional.empty(), true, Optional.empty(), "*", 10)))
        .isEmpty();
  }

  @Test
  public void namesInEveryFormMeanOneEntry() {
    for (String typed :
        List.of(
            "p5",
            "P5",
            " p5 ",
            "CORP\\p5",
            "corp\\P5",
            "p5@corp.example",
            "P5@CORP.EXAMPLE",
            "Corp.Example\\p5")) {
      assertThat(found(source().byName(typed)))
          .as(typed)
          .extracting(DirectoryEntry::dn)
          .containsExactly(uid("p5"));
    }
    assertThat(found(source().byName("alice@corp.example"))).hasSize(1);
    assertThat(found(source().byName("twin"))).hasSize(2);
    for (String nobody : List.of("p", "OTHER\\p5", "p5@other.example", "*", "p5)(uid=*", "\\p5")) {
      assertThat(found(source().byName(nobody))).as(nobody).isEmpty();
    }
  }

  @Test
  public void byIdReadsThoseThatAreThere() {
    List<DirectoryEntry> some = all(people(50)).subList(0, 40);
    Set<String> ids = new HashSet<>(some.stream().map(DirectoryEntry::id).toList());
    ids.add("00000000-0000-0000-0000-000000000000");
    assertThat(found(source().byId(ids))).containsExactlyInAnyOrderElementsOf(some);
    assertThat(found(source().byId(Set.of()))).isEmpty();
  }

  @Test
  public void entriesThatLieAreNamedAndNothingIsAnException() throws Exception {
    lie(
        entry -> {
          switch (entry.getDN().replaceFirst(",.*", "").replace("uid=", "")) {
            case "p0" -> entry.removeAttribute("entryUUID");
            case "p1" -> entry.addAttribute("entryUUID", "second");
            case "p2", "p3" -> entry.setAttribute("entryUUID", "same");
            case "p4" ->
                entry.setAttribute(new Attribute("telephoneNumber", new byte[] {(byte) 0xFF, 0}));
            case "p5" -> entry.setAttribute("telephoneNumber", "x".repeat(5_000));
            case "p6" -> entry.removeAttribute("uid");
            default -> {}
          }
          return entry;
        });
    List<String> oddities = new ArrayList<>();
    List<DirectoryEntry> entries = new ArrayList<>();
    Page page = found(source().search(people(50), Optional.empty()));
    while (true) {
      entries.addAll(page.entries());
      oddities.addAll(page.oddities());
      if (page.next().isEmpty()) {
        break;
      }
      page = found(source().search(people(50), page.next()));
    }
    Map<String, DirectoryEntry> byDn =
        entries.stream().collect(Collectors.toMap(DirectoryEntry::dn, each -> each));
    assertThat(byDn).hasSize(MANY + 3 - 2).doesNotContainKeys(uid("p0"), uid("p1"));
    assertThat(entries.stream().filter(each -> each.id().equals("same"))).hasSize(2);
    assertThat(byDn.get(uid("p4")).facts()).doesNotContainKey("phone.business");
    assertThat(byDn.get(uid("p5")).facts().get("phone.business")).hasSize(1_024);
    assertThat(byDn.get(uid("p6")).facts()).doesNotContainKey("username");
    assertThat(String.join("\n", oddities))
        .contains("has no entryUUID")
        .contains("more than one entryUUID")
        .contains("identity same too")
        .contains("holds what is no text")
        .contains("longer than 1024")
        .contains("no name to be imported by");
  }

  /** Whoever reads must be able to tell them from one that is gone. */
  @Test
  public void allThatHaveOneIdentityAreTold() {
    open(settings().with("attributeMap", "id=sn"));
    String shared = all(people(50)).get(0).id();
    assertThat(found(source().byId(Set.of(shared)))).hasSizeGreaterThan(1);
  }

  @Test
  public void limitOfTheServerIsNeverTakenForTheEnd() {
    server.searchAnswer = TestServer.answer(ResultCode.SIZE_LIMIT_EXCEEDED, "500 entries");
    assertThat(trouble(source().search(people(50), Optional.empty()))).isEqualTo(Trouble.MALFORMED);
    server.searchAnswer = TestServer.answer(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "no");
    assertThat(trouble(source().search(people(50), Optional.empty()))).isEqualTo(Trouble.NO_RIGHT);
    server.searchAnswer = TestServer.answer(ResultCode.BUSY, "busy");
    assertThat(trouble(source().members("x", true))).isEqualTo(Trouble.UNREACHABLE);
  }

  @Test
  public void stoppedServerIsUnreachable() {
    server.stop();
    assertThat(trouble(source().search(people(50), Optional.empty())))
        .isEqualTo(Trouble.UNREACHABLE);
    assertThat(trouble(source().byName("p1"))).isEqualTo(Trouble.UNREACHABLE);
  }

  @Test
  public void changesThatCannotBeToldAreNotMadeUp() {
    assertThat(trouble(source().changesSince(Optional.empty()))).isEqualTo(Trouble.BEGIN_AGAIN);
    for (String cursor : List.of("", "x", "USN:a:1", "DIRSYNC::_", "CONTENT::!")) {
      assertThat(trouble(source().changesSince(Optional.of(cursor))))
          .as(cursor)
          .isEqualTo(Trouble.BEGIN_AGAIN);
    }
  }

  @Test
  public void row97FirstAttributeThatIsNotEmptyNames() throws Exception {
    add("mailer", "mail: mailer@corp.example");
    open(settings().with("attributeMap", "username=mail;uid,description="));
    assertThat(all(new Search(Kind.USER, Optional.empty(), true, Optional.empty(), "mailer", 10)))
        .extracting(each -> each.fact(DirectoryEntry.USERNAME).orElse(""))
        .containsExactly("mailer@corp.example");
    assertThat(all(new Search(Kind.USER, Optional.empty(), true, Optional.empty(), "p12", 10)))
        .extracting(each -> each.fact(DirectoryEntry.USERNAME).orElse(""))
        .contains("p12");
  }

  @Test
  public void row98OwnFilterLimitsWhoIsThereAndWhoSignsIn() {
    open(settings().with("usersFilter", "(&(objectClass=inetOrgPerson)(mail=*))"));
    assertThat(all(people(50))).extracting(DirectoryEntry::dn).containsExactly(TestServer.ALICE);
    assertThat(found(source().byName("p1"))).isEmpty();
    assertThat(found(source().byName("alice"))).hasSize(1);
  }

  private void lie(UnaryOperator<Entry> change) {
    server.liar = change;
  }

  /** Lets {@link TestServer} alter what it answers. */
  static final class Liar extends InMemoryOperationInterceptor {
    private final TestServer server;

    Liar(TestServer server) {
      this.server = server;
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request)
        throws LDAPException {
      if (server.searchAnswer != null && request.getRequest().getScope() == SearchScope.SUB) {
        throw server.searchAnswer;
      }
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry entry) {
      if (server.liar != null) {
        Entry changed = server.liar.apply(entry.getSearchEntry().duplicate());
        entry.setSearchEntry(new ReadOnlyEntry(changed));
      }
    }
  }
}

package org.vedette.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.ServiceDirectory;

/** Settings of applications, and how names of users are taken. */
public class SchemaTest {
  private static final String BASE = "dc=corp,dc=example";

  private final LdapSchema schema = new LdapSchema();

  private List<String> wrong(String primary, String... values) {
    Map<String, String> given = new HashMap<>();
    for (int index = 0; index < values.length; index += 2) {
      given.put(values[index], values[index + 1]);
    }
    return schema.check(primary, given).stream().map(ApplicationSchema.Problem::field).toList();
  }

  @Test
  public void whatIsWrongIsSaidByField() {
    assertThat(wrong("directory:corp")).isEmpty();
    assertThat(wrong("local", "directory", "corp")).isEmpty();
    assertThat(wrong("local")).containsExactly("directory");
    assertThat(wrong("none", "directory", "corp")).containsExactly("primary");
    for (String[] each :
        new String[][] {
          {"tls", "on"},
          {"anonymous", "yes"},
          {"serviceAccounts", "gitlab"},
          {"serviceAccounts", "from nowhere"},
          {"dnRules", "uid"},
          {"dnRules", "rdn nowhere"},
          {"operations", "search, everything"},
          {"extensions", "whoami"},
          {"attributes", "uid cn"},
          {"sizeLimit", "-1"},
          {"maxConnections", "0"},
          {"idleMinutes", "1441"},
          {"collapseSeconds", "61"},
          {"cacheLifeSeconds", "60"}
        }) {
      assertThat(wrong("directory:corp", each)).as(each[1]).containsExactly(each[0]);
    }
    assertThat(schema.fields())
        .allSatisfy(each -> assertThat(wrong("directory:corp", each.name(), "!")).isNotEmpty());
  }

  @Test
  public void selectorsAreAddressesAndNetworks() {
    assertThat(schema.selector(" 192.0.2.7 ")).contains("192.0.2.7");
    assertThat(schema.selector("192.0.2.7/24")).contains("192.0.2.0/24");
    assertThat(schema.selector("192.0.2.7/32")).contains("192.0.2.7");
    assertThat(schema.selector("192.0.2.1-192.0.2.7")).isEmpty();
    assertThat(schema.selector("host.example")).isEmpty();
  }

  @Test
  public void programsAreKnownByNameContainerAndAddress() throws Exception {
    ServiceAccounts programs =
        ServiceAccounts.read(
            Fields.rules(
                "cn=GitLab,ou=x," + BASE + "; below ou=bots," + BASE + "; from 10.0.0.0/8"));
    InetAddress near = InetAddress.getByName("192.0.2.1");
    assertThat(programs.include("CN=gitlab, OU=x, " + BASE, near)).isTrue();
    assertThat(programs.include("cn=a,ou=bots," + BASE, near)).isTrue();
    assertThat(programs.include("ou=bots," + BASE, near)).isFalse();
    assertThat(programs.include("uid=alice,ou=people," + BASE, near)).isFalse();
    assertThat(programs.include("gitlab", near)).isFalse();
    assertThat(programs.include("gitlab", InetAddress.getByName("10.1.1.1"))).isTrue();
  }

  private static Names.Found find(String rules, String typed, DirectoryAnswer<?> answer) {
    Client client =
        ClientReader.read(
                List.of(LdapFixture.application(1, Map.of("directory", "corp", "dnRules", rules))))
            .clients()
            .find(InetAddress.getLoopbackAddress())
            .orElseThrow();
    ServiceDirectory<String, DirectorySource> sources = new ServiceDirectory<>();
    sources.add("corp", 0, new OneAnswer(answer));
    return new Names(sources).find(client, typed).toCompletableFuture().join();
  }

  private static DirectoryAnswer<DirectorySource.Page> page(String dn, String username) {
    DirectoryEntry entry =
        new DirectoryEntry(
            "1",
            dn,
            DirectoryEntry.Kind.USER,
            true,
            Map.of(DirectoryEntry.USERNAME, username),
            Set.of());
    return new DirectoryAnswer.Found<>(
        new DirectorySource.Page(List.of(entry), Optional.empty(), List.of()));
  }

  @Test
  public void namesAreTakenByTheFirstRuleThatFits() {
    DirectoryAnswer<DirectorySource.Page> nothing = page("dc=other", "other");
    assertThat(find("rdn", "uid=alice,ou=people," + BASE, nothing))
        .isEqualTo(new Names.Found.Name("alice"));
    assertThat(find("rdn", "uid=\\61lice," + BASE, nothing))
        .isEqualTo(new Names.Found.Name("alice"));
    assertThat(find("rdn", "alice@corp.example", nothing))
        .isEqualTo(new Names.Found.Name("alice@corp.example"));
    assertThat(find("rdn", "CORP\\alice", nothing)).isEqualTo(new Names.Found.Name("CORP\\alice"));
    assertThat(find("rdn:uid", "cn=alice," + BASE, nothing)).isEqualTo(new Names.Found.None());
    assertThat(find("rdn", "uid=alice+cn=a," + BASE, nothing)).isEqualTo(new Names.Found.None());
    assertThat(find("rdn:uid ou=people," + BASE, "uid=alice,ou=x," + BASE, nothing))
        .isEqualTo(new Names.Found.None());
    String both = "rdn:uid ou=people," + BASE + "; directory " + BASE;
    assertThat(find(both, "uid=alice,ou=people," + BASE, nothing))
        .isEqualTo(new Names.Found.Name("alice"));
  }

  @Test
  public void theDirectoryKnowsByWhichNameAnEntrySignsIn() {
    String dn = "CN=Alice Liddell,OU=Staff," + BASE;
    assertThat(find("directory", dn, page("cn=alice liddell,ou=staff," + BASE, "aliddell")))
        .isEqualTo(new Names.Found.Name("aliddell"));
    assertThat(find("directory", dn, page("cn=other," + BASE, "other")))
        .as("who is not there is looked for like any other")
        .isEqualTo(new Names.Found.Name(dn));
    assertThat(find("directory", dn, new DirectoryAnswer.Failed<>(Trouble.NO_SUCH_BASE, "x")))
        .isEqualTo(new Names.Found.Name(dn));
    assertThat(find("directory", dn, new DirectoryAnswer.Failed<>(Trouble.UNREACHABLE, "down")))
        .isEqualTo(new Names.Found.Unknown("down"));
  }

  /** A directory that always answers the same. */
  @SuppressWarnings("unchecked")
  private record OneAnswer(DirectoryAnswer<?> answer) implements DirectorySource {
    @Override
    public CompletionStage<DirectoryAnswer<Page>> search(Search search, Optional<String> page) {
      return CompletableFuture.completedFuture((DirectoryAnswer<Page>) answer);
    }

    @Override
    public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<DirectoryAnswer<Set<String>>> members(String group, boolean nested) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<DirectoryAnswer<Changes>> changesSince(Optional<String> cursor) {
      throw new UnsupportedOperationException();
    }
  }
}

package org.vedette.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import java.util.Random;
import org.junit.Test;

public class NamesTest {
  private static final NameTemplate FILTER = new NameTemplate("(&(uid={name})(!(cn={short})))");
  private static final NameTemplate TEMPLATE = new NameTemplate("uid={name},ou=people,dc=example");

  @Test
  public void nameIsReadInBothForms() {
    assertThat(LoginName.of(" CORP\\alice ", false))
        .isEqualTo(new LoginName("CORP\\alice", "alice"));
    assertThat(LoginName.of("CORP\\alice", true)).isEqualTo(new LoginName("alice", "alice"));
    assertThat(LoginName.of("alice@corp.example", true))
        .isEqualTo(new LoginName("alice@corp.example", "alice"));
    assertThat(LoginName.of("@corp", false).brief()).isEqualTo("@corp");
  }

  @Test
  public void filterSyntaxInANameStaysAValue() throws Exception {
    for (String hostile :
        new String[] {"*", "a)(uid=*", "a*", "\\2a", "x)(|(uid=*))", "{short}", "$1", "nul\0l"}) {
      String rendered = FILTER.render(new LoginName(hostile, "other"), LdapText::filterValue);
      Filter filter = Filter.create(rendered);
      assertThat(filter.getComponents()).hasSize(2);
      Filter uid = filter.getComponents()[0];
      assertThat(uid.getFilterType()).isEqualTo(Filter.FILTER_TYPE_EQUALITY);
      assertThat(uid.getAssertionValue()).isEqualTo(hostile);
    }
  }

  @Test
  public void anyNameStaysOneValueInFilterAndDn() throws Exception {
    Random random = new Random(4711);
    for (int round = 0; round < 2000; round++) {
      StringBuilder name = new StringBuilder();
      name.append('n');
      int length = random.nextInt(12);
      for (int i = 0; i < length; i++) {
        name.append((char) (random.nextInt(4) == 0 ? random.nextInt(0xD7FF) : random.nextInt(128)));
      }
      LoginName typed = LoginName.of(name.toString(), false);
      Filter filter = Filter.create(FILTER.render(typed, LdapText::filterValue));
      assertThat(filter.getComponents()[0].getAssertionValue()).isEqualTo(typed.full());
      DN dn = new DN(TEMPLATE.render(typed, LdapText::dnValue));
      assertThat(dn.getRDNs()).hasSize(3);
      assertThat(dn.getRDN().getAttributeValues()).containsExactly(typed.full());
    }
  }

  @Test
  public void dnSyntaxInANameStaysAValue() throws Exception {
    DN dn = new DN(TEMPLATE.render(new LoginName("a,ou=admins+cn=b", "a"), LdapText::dnValue));
    assertThat(dn.getParentString()).isEqualTo("ou=people,dc=example");
  }

  @Test
  public void starMatchesNobody() throws Exception {
    Filter filter =
        Filter.create(
            new NameTemplate("(uid={name})")
                .render(new LoginName("*", "*"), LdapText::filterValue));
    assertThat(filter.matchesEntry(new Entry("uid=a,dc=x", new Attribute("uid", "a")))).isFalse();
  }

  @Test
  public void addressesAreRead() {
    assertThat(ServerAddress.parse("LDAP://dc1")).contains(new ServerAddress(false, "dc1", 389));
    assertThat(ServerAddress.parse("ldaps://[::1]:6360/"))
        .contains(new ServerAddress(true, "::1", 6360));
    assertThat(ServerAddress.parse("ldaps://[::1]:6360").orElseThrow())
        .hasToString("ldaps://[::1]:6360");
    for (String wrong :
        new String[] {
          "",
          "dc1",
          "dc1:389",
          "ldap://",
          "ldap://a:0",
          "ldap://a:70000",
          "ldap://u@a",
          "ldap://a?x",
          "ldaps://a b",
          "ldap://a/dc=x"
        }) {
      assertThat(ServerAddress.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  public void activeDirectorySubCodesAreExplained() {
    String text =
        "80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data %s, v4563";
    assertThat(AdSubCode.explain(text.formatted("52e"))).contains("wrong password (52e)");
    assertThat(AdSubCode.explain(text.formatted("525"))).contains("no such user (525)");
    assertThat(AdSubCode.explain(text.formatted("530"))).contains("not allowed at this time (530)");
    assertThat(AdSubCode.explain(text.formatted("531")))
        .contains("not allowed from this workstation (531)");
    assertThat(AdSubCode.explain(text.formatted("532"))).contains("password expired (532)");
    assertThat(AdSubCode.explain(text.formatted("533"))).contains("account disabled (533)");
    assertThat(AdSubCode.explain(text.formatted("701"))).contains("account expired (701)");
    assertThat(AdSubCode.explain(text.formatted("773"))).contains("password must be changed (773)");
    assertThat(AdSubCode.explain(text.formatted("775"))).contains("account locked (775)");
    assertThat(AdSubCode.explain(text.formatted("52E"))).contains("wrong password (52e)");
    assertThat(AdSubCode.explain(text.formatted("9ab"))).contains("refused by the directory (9ab)");
    assertThat(AdSubCode.explain("Invalid Credentials")).isEmpty();
  }
}

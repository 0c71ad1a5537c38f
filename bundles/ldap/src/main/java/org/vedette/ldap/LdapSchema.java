package org.vedette.ldap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.secret.Secret;

/** What LDAP adds to an application. */
@Component(property = ApplicationSchema.PROPERTY + "=" + Fields.LISTENER)
public final class LdapSchema implements ApplicationSchema {
  private static final List<Field> FIELDS =
      List.of(
          field(
              Fields.DIRECTORY,
              "Name of the directory that everything but a sign-in passes to; empty: the one of"
                  + " primary=directory:NAME"),
          field(
              Fields.TLS,
              "Whether passwords may come in clear text: required (LDAPS or StartTLS, else"
                  + " confidentialityRequired), or off (only in a protected network)"),
          field(
              Fields.SERVICE_ACCOUNTS,
              "Accounts of programs, never asked for a second factor, separated by semicolons: a"
                  + " DN, below DN, or from ADDRESS, for instance:"
                  + " cn=gitlab,ou=services,dc=example; below ou=bots,dc=example"),
          field(
              Fields.DN_RULES,
              "How the user's name is taken from the DN of a bind, separated by semicolons, the"
                  + " first that fits: rdn, rdn:TYPE or directory (which is asked by which name the"
                  + " entry signs in), each with a base DN or none, for instance: rdn:uid"
                  + " ou=people,dc=example; directory dc=example"),
          field(Fields.ANONYMOUS, "Whether the client may ask without signing in: on, or off"),
          field(
              Fields.OPERATIONS,
              "What it may ask, separated by commas: search, compare, modify, passwordModify, add,"
                  + " delete, modifyDn"),
          field(
              Fields.EXTENSIONS,
              "Object identifiers of extended operations that pass, separated by commas; StartTLS"
                  + " is always there, Password Modify goes by operations"),
          field(
              Fields.ATTRIBUTES,
              "Attributes it may see and search by, separated by commas; empty for all, for"
                  + " instance: uid, cn, mail, memberOf, objectClass"),
          field(Fields.SIZE_LIMIT, "Most entries of a search, 1 to 10000000; 0 for no limit"),
          field(Fields.MAX_CONNECTIONS, "Connections at a time, 1 to 50000"),
          field(
              Fields.IDLE_MINUTES,
              "Minutes without a request after which a connection is closed, 0 to 1440; 0: never"),
          field(
              Fields.COLLAPSE_SECONDS,
              "For how many seconds an equal bind from the same address asks nobody again, 0 to 60,"
                  + " for programs that bind twice"),
          field(
              Fields.CACHE_IDLE_SECONDS,
              "For programs that bind again and again: seconds since the last equal bind for which"
                  + " nobody is asked, 0 to 86400; 0: off"),
          field(
              Fields.CACHE_LIFE_SECONDS,
              "The same since the bind that was answered, 0 to 86400; needed beside"
                  + " cacheIdleSeconds"));

  /** Made by DS. */
  public LdapSchema() {}

  @Override
  public List<Field> fields() {
    return FIELDS;
  }

  @Override
  public Optional<String> selector(String typed) {
    return typed.indexOf('-') >= 0
        ? Optional.empty()
        : AddressRange.parse(typed).map(LdapSchema::normal);
  }

  @Override
  public String selectorHelp() {
    return "The address or network the client connects from, for instance 192.0.2.7, 192.0.2.0/24"
        + " or 2001:db8::/64; of networks that overlap the longest prefix counts.";
  }

  @Override
  public List<Problem> check(String primary, Map<String, String> values) {
    return problems(primary, values);
  }

  @Override
  public Optional<Problem> checkSecret(String field, Secret value) {
    return Optional.of(new Problem(field, "is no secret of an LDAP client"));
  }

  /** Says what is wrong with the settings of an application; empty when all is well. */
  static List<Problem> problems(String primary, Map<String, String> values) {
    List<Problem> problems = new ArrayList<>();
    if (primary.equals(Application.PRIMARY_NONE)) {
      problems.add(
          new Problem(
              "primary",
              "cannot be none: the directory wants the password; set directory:NAME, for instance"
                  + " directory:corp"));
    }
    if (!Fields.directory(primary, values).matches("[A-Za-z0-9._]{1,64}")) {
      problems.add(
          new Problem(
              Fields.DIRECTORY,
              "is the name of a configured directory, needed unless primary is directory:NAME, for"
                  + " instance: corp"));
    }
    check(
        problems,
        Fields.TLS,
        Fields.tlsRequired(Fields.value(values, Fields.TLS)).isPresent(),
        "is required or off");
    check(
        problems,
        Fields.ANONYMOUS,
        Fields.onOff(Fields.value(values, Fields.ANONYMOUS)).isPresent(),
        "is on or off");
    rules(problems, values);
    lists(problems, values);
    numbers(problems, values);
    return problems;
  }

  private static void rules(List<Problem> problems, Map<String, String> values) {
    try {
      ServiceAccounts.read(Fields.rules(Fields.value(values, Fields.SERVICE_ACCOUNTS)));
    } catch (UnreadableRuleException bad) {
      problems.add(
          new Problem(
              Fields.SERVICE_ACCOUNTS,
              "has a part that is no DN, no below DN and no from ADDRESS: " + bad.getMessage()));
    }
    try {
      DnRules.read(Fields.rules(Fields.value(values, Fields.DN_RULES)));
    } catch (UnreadableRuleException bad) {
      problems.add(
          new Problem(
              Fields.DN_RULES,
              "has a part that is not rdn, rdn:TYPE or directory with a base DN or none: "
                  + bad.getMessage()));
    }
  }

  private static void lists(List<Problem> problems, Map<String, String> values) {
    check(
        problems,
        Fields.OPERATIONS,
        Allowed.operations(Fields.list(Fields.value(values, Fields.OPERATIONS))).isPresent(),
        "is a list of search, compare, modify, passwordModify, add, delete, modifyDn");
    check(
        problems,
        Fields.EXTENSIONS,
        Fields.list(Fields.value(values, Fields.EXTENSIONS)).stream().allMatch(Extensions::isOid),
        "is a list of object identifiers like " + Extensions.WHO_AM_I);
    check(
        problems,
        Fields.ATTRIBUTES,
        Fields.list(Fields.value(values, Fields.ATTRIBUTES)).stream()
            .allMatch(Allowed::isAttribute),
        "is a list of attributes like uid, cn, mail");
  }

  private static void numbers(List<Problem> problems, Map<String, String> values) {
    number(problems, values, Fields.SIZE_LIMIT, 0, Fields.MOST_ENTRIES);
    number(problems, values, Fields.MAX_CONNECTIONS, 1, Fields.MOST_CONNECTIONS);
    number(problems, values, Fields.IDLE_MINUTES, 0, Fields.MOST_MINUTES);
    number(problems, values, Fields.COLLAPSE_SECONDS, 0, Fields.MOST_COLLAPSE);
    number(problems, values, Fields.CACHE_IDLE_SECONDS, 0, Fields.MOST_SECONDS);
    number(problems, values, Fields.CACHE_LIFE_SECONDS, 0, Fields.MOST_SECONDS);
    boolean idle = !Fields.value(values, Fields.CACHE_IDLE_SECONDS).equals("0");
    boolean life = !Fields.value(values, Fields.CACHE_LIFE_SECONDS).equals("0");
    check(
        problems,
        Fields.CACHE_LIFE_SECONDS,
        idle == life,
        "and cacheIdleSeconds are both 0, or both given, for instance 28800 and 900");
  }

  private static void number(
      List<Problem> problems, Map<String, String> values, String field, int least, int most) {
    int number = Fields.number(Fields.value(values, field), most).orElse(-1);
    check(problems, field, number >= least, "is a whole number from " + least + " to " + most);
  }

  private static void check(List<Problem> problems, String field, boolean good, String rule) {
    if (!good) {
      problems.add(new Problem(field, rule));
    }
  }

  /** A network that holds one address only is written as that address. */
  private static String normal(AddressRange range) {
    String text = range.toString();
    int slash = text.indexOf('/');
    boolean single = Arrays.equals(range.first(), range.last());
    return slash > 0 && single ? text.substring(0, slash) : text;
  }

  private static Field field(String name, String description) {
    return new Field(name, description, Fields.DEFAULTS.getOrDefault(name, ""), false);
  }
}

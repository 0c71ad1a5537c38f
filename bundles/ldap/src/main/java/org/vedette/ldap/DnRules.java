package org.vedette.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How the name of a user is taken from the name of a bind. Names that are no DN ({@code
 * alice@corp.example}, {@code CORP\alice}) are taken as typed; of the rules for a DN the first
 * whose base it lies below counts.
 */
final class DnRules {
  private static final String RDN = "rdn";
  private static final String DIRECTORY = "directory";

  /** How to go on with a name. */
  sealed interface Taken {
    /** The name of the user. */
    record Name(String name) implements Taken {}

    /** The directory knows by which name the entry signs in. */
    record Ask(String dn) implements Taken {}

    /** No rule fits. */
    record None() implements Taken {}

    /** Handles every case. */
    default <R> R match(Function<Name, R> name, Function<Ask, R> ask, Function<None, R> none) {
      if (this instanceof Name one) {
        return name.apply(one);
      }
      return this instanceof Ask one ? ask.apply(one) : none.apply((None) this);
    }
  }

  /** One rule; an empty type stands for any, a base of no parts for everything. */
  private record Rule(boolean asks, String type, DN base) {}

  private final List<Rule> rules;

  private DnRules(List<Rule> rules) {
    this.rules = rules;
  }

  /** Reads {@code rdn}, {@code rdn:uid ou=people,dc=x}, {@code directory dc=x}. */
  static DnRules read(List<String> texts) throws UnreadableRuleException {
    List<Rule> rules = new ArrayList<>();
    for (String text : texts) {
      int space = text.indexOf(' ');
      String how = space < 0 ? text : text.substring(0, space);
      DN base = space < 0 ? DN.NULL_DN : UnreadableRuleException.dn(text, text.substring(space));
      if (how.equals(DIRECTORY)) {
        rules.add(new Rule(true, "", base));
      } else if (how.equals(RDN)) {
        rules.add(new Rule(false, "", base));
      } else if (how.startsWith(RDN + ":")
          && Allowed.isAttribute(how.substring(RDN.length() + 1))) {
        rules.add(new Rule(false, how.substring(RDN.length() + 1), base));
      } else {
        throw new UnreadableRuleException(text);
      }
    }
    return new DnRules(rules);
  }

  /** Whether a name of a bind is a DN. */
  static boolean isDn(String typed) {
    return DN.isValidDN(typed);
  }

  /** Takes the name of the user. */
  Taken take(String typed) {
    DN dn;
    try {
      dn = new DN(typed);
    } catch (LDAPException noDn) {
      return new Taken.Name(typed);
    }
    RDN first = dn.getRDN();
    if (first == null) {
      return new Taken.None();
    }
    for (Rule rule : rules) {
      if (!rule.base().isNullDN() && !dn.isDescendantOf(rule.base(), false)) {
        continue;
      }
      if (rule.asks()) {
        return new Taken.Ask(dn.toString());
      }
      // Of a name with several parts nobody can tell which is the user's.
      if (!first.isMultiValued() && (rule.type().isEmpty() || first.hasAttribute(rule.type()))) {
        return new Taken.Name(first.getAttributeValues()[0]);
      }
    }
    return new Taken.None();
  }
}

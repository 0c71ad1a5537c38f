package org.vedette.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;

/** A rule in the settings of an application cannot be read. */
final class UnreadableRuleException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableRuleException(String rule) {
    super(rule);
  }

  /** Reads a distinguished name out of a rule. */
  static DN dn(String rule, String text) throws UnreadableRuleException {
    try {
      DN read = new DN(text);
      if (!read.isNullDN()) {
        return read;
      }
    } catch (LDAPException noDn) {
      // Told below, with the rule.
    }
    throw new UnreadableRuleException(rule);
  }
}

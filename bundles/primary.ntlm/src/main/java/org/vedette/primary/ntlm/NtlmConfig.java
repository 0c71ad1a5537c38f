package org.vedette.primary.ntlm;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one domain, as an operator sees them; {@link NtlmSettings} validates them. */
@ObjectClassDefinition(
    name = "Domain by winbind",
    description =
        "An Active Directory domain that checks passwords through winbind: applications name it as"
            + " primary=ntlm:NAME.")
public @interface NtlmConfig {
  /** Domain of names that carry none. */
  @AttributeDefinition(
      name = "Domain",
      description =
          "NetBIOS or DNS name of the domain of names that carry none, for instance CORP.")
  String domain() default "";

  /** How many helpers run. */
  @AttributeDefinition(
      name = "Helpers",
      description = "How many helpers run: so many passwords are checked at a time.",
      min = "1",
      max = "32")
  int helpers() default 4;

  /** How long an answer may take. */
  @AttributeDefinition(
      name = "Timeout",
      description = "Milliseconds without an answer after which a helper is ended.",
      min = "100",
      max = "60000")
  int timeoutMillis() default 5000;
}

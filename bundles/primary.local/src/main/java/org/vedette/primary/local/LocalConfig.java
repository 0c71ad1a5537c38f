package org.vedette.primary.local;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the password check, the same on every server. */
@ObjectClassDefinition(
    id = LocalConfig.PID,
    name = "Built-in accounts",
    description =
        "How much password hashing one network address may cause. A VPN server is one address for"
            + " all its users")
@interface LocalConfig {
  /** PID of the settings. */
  String PID = "org.vedette.primary.local";

  @AttributeDefinition(
      description =
          "Password checks of one address that may run or wait at the same time; fewer than wait in"
              + " all (hashQueue of the vault), so that others get their turn",
      min = "1",
      max = "10000")
  int pendingPerSource() default 32;

  @AttributeDefinition(
      description =
          "Wrong passwords from one address within the window, after which its checks are"
              + " Unavailable until the window ends",
      min = "5",
      max = "100000")
  int failuresPerSource() default 50;

  @AttributeDefinition(description = "Length of the window in seconds", min = "1", max = "3600")
  int windowSeconds() default 10;

  @AttributeDefinition(
      description =
          "Whether setting a password also keeps its NT hash, sealed, which MS-CHAPv2 is checked"
              + " with. Whoever has an NT hash can sign in with it, so keep none without need;"
              + " passwords set before must be set again")
  boolean keepNtHashes() default false;
}

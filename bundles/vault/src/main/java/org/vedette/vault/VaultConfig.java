package org.vedette.vault;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of this server's vault. */
@ObjectClassDefinition(
    id = VaultConfig.PID,
    name = "Vault",
    description = "Where this server's keys lie, and what a password hash costs")
@interface VaultConfig {
  /** PID of the settings. */
  String PID = "org.vedette.vault";

  @AttributeDefinition(
      description =
          "File with the master key: base64 of 32 random bytes, readable by the server alone"
              + " (mode 600). Keep a copy apart from the databases")
  String masterKeyFile() default "${karaf.base}/var/secrets/master.key";

  @AttributeDefinition(description = "File with the data keys, each wrapped under the master key")
  String keyFile() default "${karaf.base}/var/secrets/vault.keys";

  @AttributeDefinition(
      description =
          "File beside the databases that tells which data keys they need: while it exists, a"
              + " missing key file is an error and is never made anew")
  String markFile() default "${karaf.base}/var/db/vault.mark";

  @AttributeDefinition(
      description = "Memory of one password hash in KiB (Argon2id)",
      min = "8192",
      max = "262144")
  int argon2MemoryKiB() default 19456;

  @AttributeDefinition(
      description = "Passes of one password hash (Argon2id)",
      min = "1",
      max = "10")
  int argon2Iterations() default 2;

  @AttributeDefinition(description = "Lanes of one password hash (Argon2id)", min = "1", max = "4")
  int argon2Parallelism() default 1;

  @AttributeDefinition(
      description =
          "Passwords that may wait for a free processor; with more, a check is Unavailable",
      min = "1",
      max = "10000")
  int hashQueue() default 64;

  @AttributeDefinition(
      description = "Seconds after which a waiting password check is given up as Unavailable",
      min = "1",
      max = "60")
  int hashDeadlineSeconds() default 10;
}

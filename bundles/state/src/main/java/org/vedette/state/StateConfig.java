package org.vedette.state;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the local PID {@code org.vedette.state}. */
@ObjectClassDefinition(
    name = "Vedette state",
    description = "The journal of sign-ins, and what is kept in memory of it")
public @interface StateConfig {
  /** PID of the settings. */
  String PID = "org.vedette.state";

  /** Folder of journal and snapshot. */
  @AttributeDefinition(
      description = "Folder of journal and snapshot; a change takes effect at the next start")
  String directory() default "${karaf.base}/var/state";

  /** Entries that may wait. */
  @AttributeDefinition(
      description = "Entries that may wait to be written; more are answered Unavailable",
      min = "100",
      max = "1000000")
  int maxQueue() default 20_000;

  /** Size of a segment. */
  @AttributeDefinition(
      description = "Bytes after which a segment of the journal ends and a snapshot is written",
      min = "65536",
      max = "1073741824")
  long snapshotBytes() default 67_108_864;

  /** Open challenges. */
  @AttributeDefinition(
      description = "Challenges that may be open; the oldest give way, expired ones first",
      min = "100",
      max = "1000000")
  int maxChallenges() default 100_000;

  /** Audit records in memory. */
  @AttributeDefinition(
      description = "Newest audit records kept in memory; a change takes effect at the next start",
      min = "1000",
      max = "1000000")
  int auditTail() default 20_000;

  /** Free space. */
  @AttributeDefinition(
      description = "Free bytes on the disk below which nothing is written",
      min = "0",
      max = "1099511627776")
  long minFreeBytes() default 16_777_216;

  /** Journal size that is reported. */
  @AttributeDefinition(
      description =
          "Bytes of the journal above which health says WARN: nobody fetches audit records",
      min = "1048576",
      max = "1099511627776")
  long auditBacklogBytes() default 1_073_741_824;
}

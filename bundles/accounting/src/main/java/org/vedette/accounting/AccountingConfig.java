package org.vedette.accounting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the local PID {@code org.vedette.accounting}. */
@ObjectClassDefinition(
    name = "Vedette accounting",
    description = "Where reports of sessions are kept, how long, and how many")
public @interface AccountingConfig {
  /** PID of the settings. */
  String PID = "org.vedette.accounting";

  /** Folder of the journal. */
  @AttributeDefinition(
      description =
          "Folder of reports that are not in the database yet, or not handed on; a change takes"
              + " effect at the next start")
  String directory() default "${karaf.base}/var/accounting";

  /** Age at which sessions and reports are removed. */
  @AttributeDefinition(
      description = "Days after which sessions and their reports are removed",
      min = "1",
      max = "3650")
  int retentionDays() default 90;

  /** Reports in the database. */
  @AttributeDefinition(
      description = "Reports kept in the database; beyond that the oldest are removed",
      min = "1000",
      max = "100000000")
  int maxReports() default 2_000_000;

  /** Silence after which a session is stale. */
  @AttributeDefinition(
      description = "Hours without a report after which an open session is shown as stale",
      min = "1",
      max = "8760")
  int staleHours() default 24;

  /** Size of the journal. */
  @AttributeDefinition(
      description =
          "MiB of reports kept for targets that take none; beyond that the oldest are lost for them",
      min = "64",
      max = "65536")
  int journalMiB() default 256;

  /** Free space that is left. */
  @AttributeDefinition(
      description =
          "Free MiB on the disk below which no report is stored or acknowledged, so that sign-ins"
              + " have room",
      min = "0",
      max = "1048576")
  int minFreeMiB() default 128;
}

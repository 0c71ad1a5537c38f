package org.vedette.sync;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of synchronization, the same on every server. */
@ObjectClassDefinition(
    id = SyncConfig.PID,
    name = "Synchronization",
    description = "When users are taken over from directories, and what needs approval")
@interface SyncConfig {
  /** PID of the settings. */
  String PID = "org.vedette.sync";

  @AttributeDefinition(
      description = "Whether it runs by itself, once there is an item and it was run by hand")
  boolean enabled() default false;

  @AttributeDefinition(
      description =
          "Minutes from the start of a run to the start of the next; one that takes longer is"
              + " followed at once",
      min = "1",
      max = "1440")
  int intervalMinutes() default 60;

  @AttributeDefinition(
      description = "Whether every run looks at everybody, not only at what has changed")
  boolean alwaysFull() default false;

  @AttributeDefinition(
      description =
          "Hour of the day, by the clock of the server, in which a run looks at everybody; -1: none",
      min = "-1",
      max = "23")
  int fullHour() default 2;

  @AttributeDefinition(
      description = "Most users whom a run may disable or remove without approval",
      min = "1",
      max = "999")
  int threshold() default 5;

  @AttributeDefinition(
      description =
          "Whether users whose entries are deleted meet the fate that items have for that; they"
              + " count as having left otherwise")
  boolean removeDeleted() default false;

  @AttributeDefinition(
      description =
          "Addresses, with commas between, that are told what waits for approval; none: adminMails of org.vedette.core",
      required = false)
  String approverMails() default "";

  @AttributeDefinition(
      description = "Host name of the server that it runs on; none: on the master",
      required = false)
  String server() default "";
}

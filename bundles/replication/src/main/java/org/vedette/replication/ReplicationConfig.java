package org.vedette.replication;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of this server, in a file of its own. */
@ObjectClassDefinition(name = "Cluster", description = "How this server works with others")
public @interface ReplicationConfig {
  /** The PID. */
  String PID = "org.vedette.replication";

  /** What this server is called when it makes the first invitation. */
  @AttributeDefinition(
      name = "Name",
      description =
          "What this server is called when it founds a cluster; empty for the first part of the"
              + " host's name",
      required = false)
  String name() default "";

  /** Where the others reach it. */
  @AttributeDefinition(
      name = "Host",
      description =
          "Name or address under which the other servers reach this one; empty for the host's name",
      required = false)
  String host() default "";

  /** The port between servers. */
  @AttributeDefinition(
      name = "Port",
      description = "The one TCP port between servers, 1 to 65535; open both ways",
      min = "1",
      max = "65535")
  int port() default 4443;

  /** Where the port is opened. */
  @AttributeDefinition(
      name = "Bind address",
      description = "Address that the port is opened at; nothing is open on a single server")
  String bind() default "0.0.0.0";

  /** How soon another master is chosen. */
  @AttributeDefinition(
      name = "Election",
      description =
          "Milliseconds without the master after which three or more servers choose another, at the"
              + " earliest; 300 to 10000",
      min = "300",
      max = "10000")
  int electionMillis() default 700;

  /** How often the log is cut. */
  @AttributeDefinition(
      name = "Image",
      description =
          "Changes after which an image of the records is written and the log is cut; 100 to"
              + " 1000000",
      min = "100",
      max = "1000000")
  long imageEvery() default 10_000;

  /** What holds while one of the others is away. */
  @AttributeDefinition(
      name = "Strict claims",
      description =
          "Whether sign-ins with a code are Unavailable while one of the other servers cannot be"
              + " asked whether the code was used there; otherwise it may be used once at each side")
  boolean strictClaims() default false;
}

package org.vedette.radius;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of this server's RADIUS ports. */
@ObjectClassDefinition(
    id = RadiusConfig.PID,
    name = "RADIUS",
    description = "Addresses of the RADIUS listener, and its limits")
@interface RadiusConfig {
  /** PID of the settings. */
  String PID = "org.vedette.radius";

  @AttributeDefinition(
      description =
          "Addresses for sign-ins, address:port separated by commas; 0.0.0.0 is IPv4 only, [::] is"
              + " both. Bind each address of a machine with several, so that replies leave from the"
              + " address that was asked")
  String[] authenticationAddresses() default {"0.0.0.0:1812"};

  @AttributeDefinition(
      description = "Addresses for accounting, address:port separated by commas; empty for none")
  String[] accountingAddresses() default {"0.0.0.0:1813"};

  @AttributeDefinition(
      description = "Sign-ins that may wait at a time; further ones are dropped until some end",
      min = "100",
      max = "100000")
  int maxPending() default 20_000;

  @AttributeDefinition(
      description =
          "Log lines a minute about sources that are no client; each source is named once a minute"
              + " at most",
      min = "0",
      max = "1000")
  int unknownSourceLines() default 10;
}

package org.vedette.method.oath;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the method, the same on every server. */
@ObjectClassDefinition(
    id = OathConfig.PID,
    name = "OATH tokens",
    description = "How far a token may be off and still be recognised")
public @interface OathConfig {
  /** PID of the settings. */
  String PID = "org.vedette.method.oath";

  @AttributeDefinition(
      description =
          "Time steps accepted before and after the one expected of the token. Each more step gives"
              + " a guesser two more chances",
      min = "1",
      max = "5")
  int windowSteps() default 1;

  @AttributeDefinition(
      description = "How many presses of the button of a counter token may have gone unused",
      min = "1",
      max = "100")
  int hotpLookAhead() default 10;

  @AttributeDefinition(
      description =
          "How many counters are searched ahead when an event token is found again by two consecutive"
              + " codes, or given to a user by one",
      min = "10",
      max = "1000")
  int resyncWindow() default 100;

  @AttributeDefinition(
      description =
          "How many time steps each way are searched when a timed token is found again by two"
              + " consecutive codes, or given to a user by one",
      min = "5",
      max = "1000")
  int resyncSteps() default 20;
}

package org.vedette.lifecycle;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of updates on this server. */
@ObjectClassDefinition(
    id = LifecycleConfig.PID,
    name = "Updates",
    description = "How capabilities are replaced while people sign in.")
public @interface LifecycleConfig {
  /** PID of the settings. */
  String PID = "org.vedette.lifecycle";

  /** How long an activation may last. */
  @AttributeDefinition(
      name = "Activation",
      description =
          "Seconds that a new bundle may take to serve before the one before is brought back; 1 to"
              + " 20. Sign-ins wait 5 s in the gap, so with up to 4 nobody is turned away.",
      min = "1",
      max = "20")
  int activationSeconds() default 4;
}

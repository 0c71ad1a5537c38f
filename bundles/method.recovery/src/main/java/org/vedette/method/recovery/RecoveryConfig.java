package org.vedette.method.recovery;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the method, the same on every server. */
@ObjectClassDefinition(
    id = RecoveryConfig.PID,
    name = "Recovery codes",
    description = "A sheet of codes, each good for one sign-in")
@interface RecoveryConfig {
  /** PID of the settings. */
  String PID = "org.vedette.method.recovery";

  @AttributeDefinition(description = "Codes on a new sheet", min = "5", max = "20")
  int codes() default 10;
}

package org.vedette.method.held;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of this server. */
@ObjectClassDefinition(
    id = HeldConfig.PID,
    name = "Held prompts",
    description = "Where the phones of tests answer")
@interface HeldConfig {
  String PID = "org.vedette.method.held";

  @AttributeDefinition(description = "Port at which phones answer, 1 to 65535")
  int port() default 18998;

  @AttributeDefinition(description = "Address of that port")
  String address() default "127.0.0.1";
}

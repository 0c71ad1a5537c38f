package org.vedette.method.text;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the method, the same on every server. */
@ObjectClassDefinition(
    id = TextConfig.PID,
    name = "Codes by text message",
    description = "A code is sent to the user's telephone, and typed into the sign-in or sent back")
@interface TextConfig {
  /** PID of the settings. */
  String PID = "org.vedette.method.text";

  @AttributeDefinition(description = "Digits of the codes of new enrollments", min = "6", max = "8")
  int codeLength() default 6;

  @AttributeDefinition(
      description = "Seconds in which a code may be typed",
      min = "30",
      max = "900")
  int validSeconds() default 300;

  @AttributeDefinition(
      description = "Seconds in which a two-way message has to be answered",
      min = "30",
      max = "600")
  int replySeconds() default 60;
}

package org.vedette.method.phone;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the method, the same on every server. */
@ObjectClassDefinition(
    id = PhoneConfig.PID,
    name = "Telephone calls",
    description = "A call in which the user presses # or types a PIN")
@interface PhoneConfig {
  /** PID of the settings. */
  String PID = "org.vedette.method.phone";

  @AttributeDefinition(
      description = "How often each number is called while nobody answers, 1 to 3",
      min = "1",
      max = "3")
  int rounds() default 1;

  @AttributeDefinition(
      description = "PINs that may be typed in one call, 1 to 99",
      min = "1",
      max = "99")
  int pinTries() default 1;

  @AttributeDefinition(
      required = false,
      description =
          "What a user types, with # behind it, to say that the sign-in is not theirs: 1 to 8"
              + " digits; empty for nothing. The stock greetings speak of 0")
  String fraudCode() default "0";

  @AttributeDefinition(
      description = "Whether a report of fraud has to be confirmed in the call by pressing 1")
  boolean confirmFraud() default false;
}

package org.vedette.report;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of reports, the same on every server. */
@ObjectClassDefinition(
    id = ReportConfig.PID,
    name = "Reports",
    description = "What reports tell of people")
@interface ReportConfig {
  /** PID of the settings. */
  String PID = "org.vedette.report";

  @AttributeDefinition(
      required = false,
      description =
          "What reports tell of a person beside the name that was typed: firstName, lastName,"
              + " email, phone, with commas between. Empty: nothing. What is left out leaves the"
              + " server in no report")
  String personalFields() default "firstName,lastName,email,phone";

  @AttributeDefinition(
      description =
          "How reports name a person: username, or id, the identity inside the server that tells"
              + " others nothing. With id no name is told, not even to who may ask for it")
  String identifyBy() default "username";
}

package org.vedette.sdk;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the REST API on this server. */
@ObjectClassDefinition(
    id = SdkConfig.PID,
    name = "REST API",
    description = "The REST API of this server: who may use it from this host, and its limits.")
public @interface SdkConfig {
  /** PID of the settings. */
  String PID = "org.vedette.sdk";

  /** File with the local credential. */
  @AttributeDefinition(
      name = "Local credential",
      description =
          "File whose content is honoured as a token with the role admin, on connections from this"
              + " host only; empty for none. Read at start and when this setting changes.")
  String localCredentialFile() default "${karaf.base}/var/secrets/local-credential";

  /** Throttle. */
  @AttributeDefinition(
      name = "Failures per minute",
      description =
          "Refused tokens that one address may send in a minute before it must wait; 1 to 1000.",
      min = "1",
      max = "1000")
  int failuresPerMinute() default 10;

  /** Longest body. */
  @AttributeDefinition(
      name = "Longest body",
      description = "Most bytes that the body of a request may have; 1024 to 16777216.",
      min = "1024",
      max = "16777216")
  int maxBodyBytes() default 1048576;

  /** Limit for providers. */
  @AttributeDefinition(
      name = "Callbacks per minute",
      description =
          "Requests below /callbacks that one address may send in a minute; 1 to 1000000. Behind a"
              + " reverse proxy all of them come from its address.",
      min = "1",
      max = "1000000")
  int callbacksPerMinute() default 6000;
}

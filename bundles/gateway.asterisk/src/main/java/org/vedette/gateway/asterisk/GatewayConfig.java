package org.vedette.gateway.asterisk;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one gateway, as an operator sees them; {@link AsteriskSettings} validates them. */
@ObjectClassDefinition(
    name = "Calls by Asterisk",
    description =
        "A telephone exchange that makes calls: routes name it as asterisk:NAME. Needs url, user,"
            + " secret and endpoint, and sound files there.")
public @interface GatewayConfig {
  /** Address of the exchange. */
  @AttributeDefinition(
      name = "URL",
      description = "Base address of its web server, like https://pbx.example.com:8089.")
  String url() default "";

  /** User. */
  @AttributeDefinition(name = "User", description = "User of ari.conf.")
  String user() default "";

  /** Password. */
  @AttributeDefinition(
      name = "Secret",
      description = "Password of that user, as a reference to a stored secret: $[secret:name].",
      type = AttributeType.PASSWORD)
  String secret() default "";

  /** Whom it dials. */
  @AttributeDefinition(
      name = "Endpoint",
      description =
          "What Asterisk dials, with {number} (+ and digits) or {digits}: PJSIP/{number}@trunk.")
  String endpoint() default "";

  /** Caller. */
  @AttributeDefinition(
      name = "Caller",
      description = "Who calls, as Asterisk takes it: +15550100, or \"Help desk\" <+15550100>.",
      required = false)
  String callerId() default "";

  /** Folder of sounds. */
  @AttributeDefinition(
      name = "Sounds",
      description =
          "Folder of the sound files below the sounds of each language, with the files call.standard,"
              + " call.pin, retry.standard, retry.pin, fraud.confirm, fraud.reported, success, denied"
              + " and unavailable.")
  String sounds() default "vedette";

  /** Time for ringing. */
  @AttributeDefinition(
      name = "Ring",
      description = "Seconds that it rings before nobody answers.",
      min = "5",
      max = "120")
  int ringSeconds() default 25;

  /** Calls at a time. */
  @AttributeDefinition(
      name = "Calls",
      description = "How many calls may run at a time; more are not made.",
      min = "1",
      max = "500")
  int maxCalls() default 50;

  /** PEM certificates to trust. */
  @AttributeDefinition(
      name = "Trusted certificates",
      description =
          "Certificates of the authorities to trust, as PEM text. Empty: those that Java trusts. Host"
              + " names are always verified.",
      required = false)
  String trustedCertificates() default "";

  /** HTTP without TLS. */
  @AttributeDefinition(
      name = "Allow clear text",
      description =
          "Allow http:// to hosts other than this one: password, numbers and keys can be read on the"
              + " way.")
  boolean allowClear() default false;

  /** Time for connecting. */
  @AttributeDefinition(
      name = "Connect timeout",
      description = "Milliseconds after which connecting is given up.",
      min = "100",
      max = "30000")
  int connectTimeoutMillis() default 3000;

  /** Time for an order. */
  @AttributeDefinition(
      name = "Timeout",
      description =
          "Milliseconds for ordering one call, with the wait for its turn; sign-ins wait 10 s at"
              + " most.",
      min = "500",
      max = "60000")
  int timeoutMillis() default 8000;
}

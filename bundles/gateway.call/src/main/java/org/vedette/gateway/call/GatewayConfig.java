package org.vedette.gateway.call;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one gateway, as an operator sees them; {@link CallSettings} validates them. */
@ObjectClassDefinition(
    name = "Calls by HTTP",
    description =
        "A provider of telephone calls that speaks like Twilio: routes name it as call:NAME. Needs"
            + " account, secret, from and callbackUrl.")
public @interface GatewayConfig {
  /** Address of the provider. */
  @AttributeDefinition(
      name = "URL",
      description = "Base address of the provider; empty for https://api.twilio.com.",
      required = false)
  String url() default "";

  /** Account. */
  @AttributeDefinition(name = "Account", description = "SID of the account, like AC0123...")
  String account() default "";

  /** Who signs in. */
  @AttributeDefinition(
      name = "User",
      description = "SID of an API key; empty to use the account's own token.",
      required = false)
  String user() default "";

  /** Token or key. */
  @AttributeDefinition(
      name = "Secret",
      description =
          "The account's token, or the secret of the API key, as a reference to a stored secret:"
              + " $[secret:name].",
      type = AttributeType.PASSWORD)
  String secret() default "";

  /** Caller. */
  @AttributeDefinition(
      name = "From",
      description = "Number that people see, like +15550100; the account owns or has verified it.")
  String from() default "";

  /** Where the provider asks. */
  @AttributeDefinition(
      name = "Callback: URL",
      description =
          "Public base address of this server, like https://mfa.example.com, of which only"
              + " /callbacks/ need be reachable: the provider asks there what to say, and signatures"
              + " cover it.")
  String callbackUrl() default "";

  /** What callbacks are signed with. */
  @AttributeDefinition(
      name = "Callback: secret",
      description =
          "The account's token, which signs, as $[secret:name]; needed where secret is that of an"
              + " API key.",
      type = AttributeType.PASSWORD,
      required = false)
  String callbackSecret() default "";

  /** Time for ringing. */
  @AttributeDefinition(
      name = "Ring",
      description = "Seconds that it rings before nobody answers.",
      min = "5",
      max = "120")
  int ringSeconds() default 25;

  /** Names of languages. */
  @AttributeDefinition(
      name = "Spoken languages",
      description =
          "What the provider calls languages, as pairs like de=de-DE; others are called by their tag.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] spokenLanguages() default {"en=en-US", "de=de-DE", "fr=fr-FR"};

  /** Where recordings are. */
  @AttributeDefinition(
      name = "Recordings",
      description =
          "Base address of recordings, which the provider plays instead of speaking:"
              + " RECORDINGS/LANGUAGE/PROMPT.wav, with the prompts call.standard, call.pin,"
              + " retry.standard, retry.pin, fraud.confirm, fraud.reported, success, denied and"
              + " unavailable.",
      required = false)
  String recordings() default "";

  /** Languages with recordings. */
  @AttributeDefinition(
      name = "Recorded languages",
      description = "Languages of which all recordings are there, like en,de; others are spoken.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] recordedLanguages() default {};

  /** Ending of their names. */
  @AttributeDefinition(
      name = "Recording format",
      description = "Ending of the names of recordings.",
      options = {@Option(label = "WAV", value = "wav"), @Option(label = "MP3", value = "mp3")})
  String recordingFormat() default "wav";

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
          "Allow http:// to hosts other than this one: secret, numbers and keys can be read on the"
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

  /** Requests at a time. */
  @AttributeDefinition(
      name = "In flight",
      description = "How many orders run at a time.",
      min = "1",
      max = "64")
  int maxInFlight() default 8;

  /** Orders that wait. */
  @AttributeDefinition(
      name = "Waiting",
      description = "How many calls may wait to be ordered; more are not made.",
      min = "0",
      max = "10000")
  int maxWaiting() default 200;
}

package org.vedette.gateway.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Settings of one gateway, as an operator sees them; {@link
 * org.vedette.gateway.http.recipe.GatewaySettings} validates them.
 */
@ObjectClassDefinition(
    name = "SMS by HTTP",
    description =
        "A provider of text messages, reached by HTTP: routes name it as http:NAME. With preset"
            + " twilio: account, secret and from; with preset generic everything is told.")
public @interface GatewayConfig {
  /** Which provider. */
  @AttributeDefinition(
      name = "Preset",
      description = "twilio (and what speaks like it), or generic for any other provider.",
      options = {
        @Option(label = "Twilio", value = "twilio"),
        @Option(label = "Generic", value = "generic")
      })
  String preset() default "twilio";

  /** Address of the provider. */
  @AttributeDefinition(
      name = "URL",
      description =
          "Address of the provider. twilio: the base, empty for https://api.twilio.com; generic: the"
              + " whole URL, which may hold placeholders behind the host.",
      required = false)
  String url() default "";

  /** Account at Twilio. */
  @AttributeDefinition(
      name = "Account",
      description = "twilio: SID of the account, like AC0123...",
      required = false)
  String account() default "";

  /** Who signs in. */
  @AttributeDefinition(
      name = "User",
      description =
          "twilio: SID of an API key, empty to use the account's own token; generic: user for basic"
              + " authentication.",
      required = false)
  String user() default "";

  /** Password, token or key. */
  @AttributeDefinition(
      name = "Secret",
      description =
          "Password, token or key for the provider, as a reference to a stored secret:"
              + " $[secret:name].",
      type = AttributeType.PASSWORD,
      required = false)
  String secret() default "";

  /** Sender. */
  @AttributeDefinition(
      name = "From",
      description =
          "Sender: a number like +15550100, a short code or a name, as the provider allows; twilio:"
              + " also the SID of a messaging service, like MG0123...",
      required = false)
  String from() default "";

  /** How this server proves who it is. */
  @AttributeDefinition(
      name = "Authentication",
      description =
          "generic: how the secret is shown: basic (with user), bearer, header (see the next"
              + " setting), or none (or as {secret} in the request).",
      options = {
        @Option(label = "Basic", value = "basic"),
        @Option(label = "Bearer", value = "bearer"),
        @Option(label = "Header", value = "header"),
        @Option(label = "None", value = "none")
      })
  String authentication() default "none";

  /** Name of the header with the secret. */
  @AttributeDefinition(
      name = "Authentication header",
      description = "generic: name of the header that holds the secret.",
      required = false)
  String authenticationHeader() default "X-Api-Key";

  /** Method of HTTP. */
  @AttributeDefinition(
      name = "Method",
      description = "generic: POST, PUT or GET.",
      options = {
        @Option(label = "POST", value = "POST"),
        @Option(label = "PUT", value = "PUT"),
        @Option(label = "GET", value = "GET")
      })
  String method() default "POST";

  /** What the body is. */
  @AttributeDefinition(
      name = "Format",
      description =
          "generic: what body makes: a form, JSON, or a query that is appended to the URL.",
      options = {
        @Option(label = "Form", value = "form"),
        @Option(label = "JSON", value = "json"),
        @Option(label = "Query", value = "query")
      })
  String format() default "form";

  /** Template of the body. */
  @AttributeDefinition(
      name = "Body",
      description =
          "generic: what is sent, with {to} (+ and digits), {digits}, {text}, {from}, {id} (a new id)"
              + " and {secret}; values are escaped. Form and query as in a URL, JSON with placeholders"
              + " inside of strings.",
      required = false)
  String body() default "to={to}&from={from}&text={text}";

  /** Further headers. */
  @AttributeDefinition(
      name = "Headers",
      description =
          "generic: further headers, each a line like  Name: value; a line break may be written as"
              + " \\n. Values may show {to}, {digits} and {id}.",
      required = false)
  String headers() default "";

  /** Status codes of success. */
  @AttributeDefinition(
      name = "Success: status",
      description = "generic: status codes of success, like 200,202 or 200-299.",
      cardinality = Integer.MAX_VALUE)
  String[] successStatus() default {"200-299"};

  /** Pattern of success. */
  @AttributeDefinition(
      name = "Success: pattern",
      description = "generic: regular expression that must be found in the answer of a success.",
      required = false)
  String successPattern() default "";

  /** Place in the answer of a success. */
  @AttributeDefinition(
      name = "Success: pointer",
      description = "generic: JSON pointer to what must be there in the answer of a success.",
      required = false)
  String successPointer() default "";

  /** What stands there. */
  @AttributeDefinition(
      name = "Success: values",
      description = "generic: what may stand there, separated by commas; empty: anything.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] successValues() default {};

  /** Place of the message's id. */
  @AttributeDefinition(
      name = "Reference: pointer",
      description =
          "generic: JSON pointer to the provider's id of the message, which must be there then; empty:"
              + " {id} serves.",
      required = false)
  String referencePointer() default "";

  /** Status codes of rejections. */
  @AttributeDefinition(
      name = "Rejection: status",
      description =
          "generic: status codes that mean: this number or text is not accepted by anybody. The"
              + " sign-in is denied then, and no other gateway is tried.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] rejectStatus() default {};

  /** Pattern of rejections. */
  @AttributeDefinition(
      name = "Rejection: pattern",
      description = "generic: regular expression of answers that mean the same.",
      required = false)
  String rejectPattern() default "";

  /** Place in the answer of a rejection. */
  @AttributeDefinition(
      name = "Rejection: pointer",
      description = "generic: JSON pointer to what tells rejections.",
      required = false)
  String rejectPointer() default "";

  /** What stands there. */
  @AttributeDefinition(
      name = "Rejection: values",
      description = "generic: what stands there then, separated by commas; empty: anything.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] rejectValues() default {};

  /** Place of the error's number. */
  @AttributeDefinition(
      name = "Error: pointer",
      description =
          "generic: JSON pointer to the number of the error, of at most 5 digits, which the audit"
              + " shows.",
      required = false)
  String errorPointer() default "";

  /** Where the provider calls back. */
  @AttributeDefinition(
      name = "Callback: URL",
      description =
          "twilio: public base address of this server, like https://mfa.example.com, of which only"
              + " /callbacks/ need be reachable: receipts are sent to it, and signatures cover it."
              + " Empty: no receipts, no replies.",
      required = false)
  String callbackUrl() default "";

  /** What callbacks are signed with. */
  @AttributeDefinition(
      name = "Callback: secret",
      description =
          "What the provider signs with, as $[secret:name]. twilio: the account's token, needed where"
              + " secret is that of an API key; generic: the shared secret, empty to take nothing.",
      type = AttributeType.PASSWORD,
      required = false)
  String callbackSecret() default "";

  /** Where the signature stands. */
  @AttributeDefinition(
      name = "Callback: header",
      description = "generic: header with the HMAC-SHA256 of the body, hexadecimal or base64.",
      required = false)
  String callbackHeader() default "X-Signature";

  /** Place of the message's id. */
  @AttributeDefinition(
      name = "Callback: reference",
      description = "generic: JSON pointer to the provider's id of the message or of the reply.",
      required = false)
  String callbackReference() default "";

  /** Place of the status. */
  @AttributeDefinition(
      name = "Callback: status",
      description = "generic: JSON pointer to the status; where it is there, it is a receipt.",
      required = false)
  String callbackStatus() default "";

  /** Statuses of success. */
  @AttributeDefinition(
      name = "Callback: delivered",
      description = "generic: statuses of messages that have arrived, separated by commas.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] callbackDelivered() default {};

  /** Statuses of failure. */
  @AttributeDefinition(
      name = "Callback: failed",
      description = "generic: statuses of messages that never will, separated by commas.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] callbackFailed() default {};

  /** Place of the sender. */
  @AttributeDefinition(
      name = "Callback: from",
      description = "generic: JSON pointer to the number that replies.",
      required = false)
  String callbackFrom() default "";

  /** Place of the text. */
  @AttributeDefinition(
      name = "Callback: text",
      description = "generic: JSON pointer to the text of a reply.",
      required = false)
  String callbackText() default "";

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
          "Allow http:// to hosts other than this one: secret, numbers and codes can be read on the"
              + " way.")
  boolean allowClear() default false;

  /** Time for connecting. */
  @AttributeDefinition(
      name = "Connect timeout",
      description = "Milliseconds after which connecting is given up.",
      min = "100",
      max = "30000")
  int connectTimeoutMillis() default 3000;

  /** Time for a message. */
  @AttributeDefinition(
      name = "Timeout",
      description =
          "Milliseconds for one message, with the wait for its turn; sign-ins wait 10 s at most.",
      min = "500",
      max = "60000")
  int timeoutMillis() default 8000;

  /** Requests at a time. */
  @AttributeDefinition(
      name = "In flight",
      description = "How many requests run at a time.",
      min = "1",
      max = "64")
  int maxInFlight() default 8;

  /** Messages that wait. */
  @AttributeDefinition(
      name = "Waiting",
      description = "How many messages may wait for their turn; more are not sent.",
      min = "0",
      max = "10000")
  int maxWaiting() default 200;
}

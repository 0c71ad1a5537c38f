package org.vedette.gateway.mail;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one gateway, as an operator sees them; {@link SettingsReader} validates them. */
@ObjectClassDefinition(
    name = "Mail gateway",
    description = "A mail server that takes messages by SMTP: routes name it as mail:NAME.")
public @interface MailConfig {
  /** The server. */
  @AttributeDefinition(
      name = "Host",
      description =
          "Name or address of the mail server. Use the name that stands in its certificate.")
  String host() default "";

  /** Its port. */
  @AttributeDefinition(
      name = "Port",
      description =
          "Port of the mail server: 587 with starttls, 465 with tls, 25 within a company.",
      min = "1",
      max = "65535")
  int port() default 587;

  /** How the connection is protected. */
  @AttributeDefinition(
      name = "Security",
      description =
          "starttls: encrypted before anything is sent, or nothing is sent; tls: encrypted from the"
              + " first octet; none: codes travel in clear text, only for a network on which nobody"
              + " listens, and without a user.",
      options = {
        @Option(label = "STARTTLS", value = "starttls"),
        @Option(label = "TLS", value = "tls"),
        @Option(label = "None", value = "none")
      })
  String security() default "starttls";

  /** PEM certificates to trust. */
  @AttributeDefinition(
      name = "Trusted certificates",
      description =
          "Certificates of the authorities (or of the server itself) to trust, as PEM text. Empty:"
              + " those that Java trusts. Host names are always verified.",
      required = false)
  String trustedCertificates() default "";

  /** Account at the server. */
  @AttributeDefinition(
      name = "User",
      description = "Account at the mail server. Empty: nobody signs in there.",
      required = false)
  String user() default "";

  /** Its password. */
  @AttributeDefinition(
      name = "Password",
      description =
          "Password of the user, as a reference to a stored secret: $[secret:name]. Empty with"
              + " OAuth.",
      type = AttributeType.PASSWORD,
      required = false)
  String password() default "";

  /** Where tokens are fetched. */
  @AttributeDefinition(
      name = "OAuth token URL",
      description =
          "Where an access token is fetched by the client credentials, instead of a password; must"
              + " begin with https://. Empty: no OAuth.",
      required = false)
  String oauthTokenUrl() default "";

  /** Who fetches tokens. */
  @AttributeDefinition(
      name = "OAuth client id",
      description = "Name of this server at the token URL.",
      required = false)
  String oauthClientId() default "";

  /** The secret of who fetches tokens. */
  @AttributeDefinition(
      name = "OAuth client secret",
      description =
          "Secret of this server at the token URL, as a reference to a stored secret:"
              + " $[secret:name].",
      type = AttributeType.PASSWORD,
      required = false)
  String oauthClientSecret() default "";

  /** What tokens are for. */
  @AttributeDefinition(
      name = "OAuth scope",
      description =
          "What the token is to be good for, for instance https://outlook.office365.com/.default.",
      required = false)
  String oauthScope() default "";

  /** PEM certificates to trust at the token URL. */
  @AttributeDefinition(
      name = "OAuth trusted certificates",
      description =
          "Certificates to trust at the token URL, as PEM text. Empty: those that Java trusts.",
      required = false)
  String oauthTrustedCertificates() default "";

  /** Who sends. */
  @AttributeDefinition(
      name = "From",
      description =
          "Address that mails come from, for instance login@corp.example. Returned mail goes there,"
              + " too.")
  String from() default "";

  /** The name of who sends. */
  @AttributeDefinition(
      name = "From name",
      description = "Name beside the address that mails come from; at most 100 characters.",
      required = false)
  String fromName() default "";

  /** Who gets answers. */
  @AttributeDefinition(
      name = "Reply to",
      description = "Address for answers of people. Empty: the address that mails come from.",
      required = false)
  String replyTo() default "";

  /** How this server names itself. */
  @AttributeDefinition(
      name = "HELO name",
      description =
          "Full name by which this server introduces itself. Empty: its address in brackets.",
      required = false)
  String heloName() default "";

  /** Limit for connecting. */
  @AttributeDefinition(
      name = "Connect timeout",
      description = "Milliseconds until an attempt to connect to an address is given up.",
      min = "100",
      max = "30000")
  int connectTimeoutMillis() default 3000;

  /** Limit for an answer. */
  @AttributeDefinition(
      name = "Response timeout",
      description = "Milliseconds until a server that does not answer is given up.",
      min = "100",
      max = "60000")
  int responseTimeoutMillis() default 5000;

  /** Limit for all together. */
  @AttributeDefinition(
      name = "Send timeout",
      description =
          "Milliseconds until a mail that has not been taken is given up, waiting for a connection"
              + " and all steps together.",
      min = "500",
      max = "120000")
  int sendTimeoutMillis() default 9000;

  /** Mails at once. */
  @AttributeDefinition(
      name = "Connections",
      description = "How many mails are sent at once, each over a connection of its own.",
      min = "1",
      max = "16")
  int connections() default 2;

  /** How long connections are kept. */
  @AttributeDefinition(
      name = "Idle time",
      description =
          "Seconds that a connection is kept open for the next mail; 0: closed after each mail.",
      min = "0",
      max = "300")
  int idleSeconds() default 20;

  /** Mails that wait. */
  @AttributeDefinition(
      name = "Waiting",
      description =
          "How many mails may wait for a free connection; more are turned away at once, for the next"
              + " gateway.",
      min = "1",
      max = "10000")
  int maxWaiting() default 200;
}

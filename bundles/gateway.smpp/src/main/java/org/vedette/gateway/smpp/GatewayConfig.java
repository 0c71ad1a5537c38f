package org.vedette.gateway.smpp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one gateway, as an operator sees them; {@link SettingsReader} validates them. */
@ObjectClassDefinition(
    name = "SMS by SMPP",
    description =
        "Message centres of one provider, reached by SMPP: routes name it as smpp:NAME. Needs"
            + " centres, systemId and mostly password and from.")
public @interface GatewayConfig {
  /** Centres. */
  @AttributeDefinition(
      name = "Centres",
      description =
          "Message centres as host:port, in order of preference, at most 8. IPv6 addresses in brackets.",
      cardinality = Integer.MAX_VALUE)
  String[] centres() default {};

  /** Distribution. */
  @AttributeDefinition(
      name = "Distribution",
      description =
          "order: the first centre that works gets all messages; spread: centres take turns.",
      options = {
        @Option(label = "order", value = "order"),
        @Option(label = "spread", value = "spread")
      })
  String distribution() default "order";

  /** Bind type. */
  @AttributeDefinition(
      name = "Bind type",
      description =
          "transceiver: one connection sends and receives; pair: one sends, another receives.",
      options = {
        @Option(label = "transceiver", value = "transceiver"),
        @Option(label = "pair", value = "pair")
      })
  String bindType() default "transceiver";

  /** Binds. */
  @AttributeDefinition(
      name = "Binds",
      description = "How many binds each centre gets; the provider says how many it allows.",
      min = "1",
      max = "8")
  int binds() default 1;

  /** Window. */
  @AttributeDefinition(
      name = "Window",
      description = "How many requests of one bind may be without an answer.",
      min = "1",
      max = "64")
  int window() default 10;

  /** TLS. */
  @AttributeDefinition(
      name = "TLS",
      description = "Encrypt connections, and verify the centre's certificate and host name.")
  boolean tls() default true;

  /** Trusted certificates. */
  @AttributeDefinition(
      name = "Trusted certificates",
      description =
          "Certificates of the authorities to trust, as PEM text. Empty: those that Java trusts.",
      required = false)
  String trustedCertificates() default "";

  /** Allow clear text. */
  @AttributeDefinition(
      name = "Allow clear text",
      description =
          "Allow tls=false to hosts other than this one: password, numbers and codes can be read on the way. For centres behind a VPN.")
  boolean allowClear() default false;

  /** System id. */
  @AttributeDefinition(
      name = "System id",
      description = "Name that the provider gave this system, at most 15 characters.")
  String systemId() default "";

  /** Password. */
  @AttributeDefinition(
      name = "Password",
      description =
          "Password for it, at most 8 characters, as a reference to a stored secret: $[secret:name].",
      type = AttributeType.PASSWORD,
      required = false)
  String password() default "";

  /** System type. */
  @AttributeDefinition(
      name = "System type",
      description = "What the provider asks for, at most 12 characters; mostly nothing.",
      required = false)
  String systemType() default "";

  /** Interface version. */
  @AttributeDefinition(
      name = "Interface version",
      description = "Version of SMPP that is asked for.",
      options = {
        @Option(label = "3.3", value = "3.3"),
        @Option(label = "3.4", value = "3.4"),
        @Option(label = "5.0", value = "5.0")
      })
  String interfaceVersion() default "3.4";

  /** From. */
  @AttributeDefinition(
      name = "From",
      description =
          "Sender: a number like +15550100, a short code, or a name of at most 11 characters. Empty: the provider sets it.",
      required = false)
  String from() default "";

  /** Type of number of the sender. */
  @AttributeDefinition(
      name = "Type of number of the sender",
      description = "0 to 6; -1: by the sender: 1 for a number, 3 for a short code, 5 for a name.",
      min = "-1",
      max = "6")
  int sourceTon() default -1;

  /** Numbering plan of the sender. */
  @AttributeDefinition(
      name = "Numbering plan of the sender",
      description = "0 to 18; -1: by the sender: 1 for digits, 0 for a name.",
      min = "-1",
      max = "18")
  int sourceNpi() default -1;

  /** Type of number of receivers. */
  @AttributeDefinition(
      name = "Type of number of receivers",
      description = "0 to 6; 1: international.",
      min = "0",
      max = "6")
  int destinationTon() default 1;

  /** Numbering plan of receivers. */
  @AttributeDefinition(
      name = "Numbering plan of receivers",
      description = "0 to 18; 1: that of telephones.",
      min = "0",
      max = "18")
  int destinationNpi() default 1;

  /** Service type. */
  @AttributeDefinition(
      name = "Service type",
      description = "What the provider asks for, at most 5 characters; mostly nothing.",
      required = false)
  String serviceType() default "";

  /** Validity. */
  @AttributeDefinition(
      name = "Validity",
      description =
          "Seconds for which the centre tries to deliver a message, 60 to 604800; 0: as long as it likes. A code is of no use later.",
      min = "0",
      max = "604800")
  int validitySeconds() default 600;

  /** Receipts. */
  @AttributeDefinition(
      name = "Receipts",
      description = "Ask the centre to tell what became of each message; the audit shows it.")
  boolean receipts() default true;

  /** Default alphabet. */
  @AttributeDefinition(
      name = "Default alphabet",
      description =
          "What the centre means by data_coding 0: gsm, latin1, or ucs2 to send all as UCS-2.",
      options = {
        @Option(label = "gsm", value = "gsm"),
        @Option(label = "latin1", value = "latin1"),
        @Option(label = "ucs2", value = "ucs2")
      })
  String alphabet() default "gsm";

  /** Long messages. */
  @AttributeDefinition(
      name = "Long messages",
      description =
          "udh: split here, with headers by which phones join the parts; payload: split by the centre.",
      options = {
        @Option(label = "udh", value = "udh"),
        @Option(label = "payload", value = "payload")
      })
  String longMessages() default "udh";

  /** Rejection: status. */
  @AttributeDefinition(
      name = "Rejection: status",
      description =
          "Numbers of the provider, like 0x0408 or 1032, that mean: this number or text is not accepted by anybody. The sign-in is denied then, and no other gateway is tried. 0x0B always does.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] rejectStatus() default {};

  /** Enquire link. */
  @AttributeDefinition(
      name = "Enquire link",
      description = "Seconds of silence after which a centre is asked whether it is there.",
      min = "1",
      max = "600")
  int enquireLinkSeconds() default 30;

  /** Connect timeout. */
  @AttributeDefinition(
      name = "Connect timeout",
      description = "Milliseconds after which connecting is given up; TLS has as much.",
      min = "100",
      max = "30000")
  int connectTimeoutMillis() default 3000;

  /** Response timeout. */
  @AttributeDefinition(
      name = "Response timeout",
      description = "Milliseconds for the answer to one request.",
      min = "100",
      max = "30000")
  int responseTimeoutMillis() default 5000;

  /** Timeout. */
  @AttributeDefinition(
      name = "Timeout",
      description =
          "Milliseconds for one message, with the wait for its turn; sign-ins wait 10 s at most.",
      min = "500",
      max = "60000")
  int timeoutMillis() default 8000;

  /** Waiting. */
  @AttributeDefinition(
      name = "Waiting",
      description = "How many messages may wait for their turn; more are not sent.",
      min = "0",
      max = "10000")
  int maxWaiting() default 200;
}

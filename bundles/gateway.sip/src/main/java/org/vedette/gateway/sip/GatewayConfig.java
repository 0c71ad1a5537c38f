package org.vedette.gateway.sip;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one gateway, as an operator sees them; {@link SipSettings} validates them. */
@ObjectClassDefinition(
    name = "Calls by SIP",
    description =
        "A SIP trunk that people are called over: routes name it as sip:NAME. With host and caller it"
            + " serves a trunk that knows this server by its address.")
public @interface GatewayConfig {
  /** Host of the trunk. */
  @AttributeDefinition(name = "Host", description = "Name or address of the trunk.")
  String host() default "";

  /** Port of the trunk. */
  @AttributeDefinition(
      name = "Port",
      description = "Port of the trunk; 0: 5060, with tls 5061.",
      min = "0",
      max = "65535")
  int port() default 0;

  /** Transport. */
  @AttributeDefinition(
      name = "Transport",
      description = "udp, tcp or tls. Sound travels unencrypted with all of them.",
      options = {
        @Option(label = "UDP", value = "udp"),
        @Option(label = "TCP", value = "tcp"),
        @Option(label = "TLS", value = "tls")
      })
  String transport() default "udp";

  /** Domain. */
  @AttributeDefinition(
      name = "Domain",
      description = "Domain of addresses, where it is not the host.",
      required = false)
  String domain() default "";

  /** User. */
  @AttributeDefinition(
      name = "User",
      description = "Name for digest authentication; empty where the trunk asks for none.",
      required = false)
  String user() default "";

  /** Password. */
  @AttributeDefinition(
      name = "Password",
      description = "Password of the user, as a reference to a stored secret: $[secret:name].",
      type = AttributeType.PASSWORD,
      required = false)
  String password() default "";

  /** Whether to register. */
  @AttributeDefinition(
      name = "Register",
      description = "Register the user at the trunk, and stay registered.")
  boolean register() default false;

  /** For how long. */
  @AttributeDefinition(
      name = "Registration",
      description = "For how many seconds to register at a time.",
      min = "60",
      max = "86400")
  int registerSeconds() default 600;

  /** Caller. */
  @AttributeDefinition(
      name = "Caller",
      description =
          "Number that calls come from, written as the trunk wants it; empty: the user's name.",
      required = false)
  String caller() default "";

  /** Name of the caller. */
  @AttributeDefinition(
      name = "Caller's name",
      description = "Name that may be shown beside it, ASCII.",
      required = false)
  String callerName() default "";

  /** Where the caller is named. */
  @AttributeDefinition(
      name = "Identity",
      description =
          "Where the caller is named: from, asserted (P-Asserted-Identity, with the user in From), or"
              + " both.",
      options = {
        @Option(label = "From", value = "from"),
        @Option(label = "P-Asserted-Identity", value = "asserted"),
        @Option(label = "Both", value = "both")
      })
  String identity() default "from";

  /** Form of numbers. */
  @AttributeDefinition(
      name = "Number format",
      description = "How numbers are dialled: plus (+4930123) or digits (4930123).",
      options = {
        @Option(label = "+ and digits", value = "plus"),
        @Option(label = "Digits", value = "digits")
      })
  String numberFormat() default "plus";

  /** Prefix of numbers. */
  @AttributeDefinition(
      name = "Number prefix",
      description = "What is dialled before each number, like 00.",
      required = false)
  String numberPrefix() default "";

  /** PEM certificates to trust. */
  @AttributeDefinition(
      name = "Trusted certificates",
      description =
          "tls: certificates of the authorities to trust, as PEM text. Empty: those that Java trusts."
              + " Host names are always verified.",
      required = false)
  String trustedCertificates() default "";

  /** Address to send from. */
  @AttributeDefinition(
      name = "Local address",
      description = "Address to send from; empty: the one that leads to the trunk.",
      required = false)
  String localAddress() default "";

  /** Port to send from. */
  @AttributeDefinition(
      name = "Local port",
      description = "udp: port to send from; 0: any.",
      min = "0",
      max = "65535")
  int localPort() default 0;

  /** Address to tell the trunk. */
  @AttributeDefinition(
      name = "Public address",
      description =
          "Address that the trunk is told, where a translator of addresses stands before this server.",
      required = false)
  String publicAddress() default "";

  /** Ports for sound. */
  @AttributeDefinition(
      name = "Media ports",
      description = "Range of UDP ports for sound, like 16384-32767; empty: any.",
      required = false)
  String mediaPorts() default "";

  /** From where sound may come. */
  @AttributeDefinition(
      name = "Media networks",
      description =
          "Networks that keys are taken from beside the trunk's address and the one that it names for"
              + " a call, like 192.0.2.0/24.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] mediaNetworks() default {};

  /** Laws of G.711. */
  @AttributeDefinition(
      name = "Codecs",
      description = "PCMA, PCMU or both, the preferred one first.",
      cardinality = Integer.MAX_VALUE)
  String[] codecs() default {"PCMA", "PCMU"};

  /** Time for connecting. */
  @AttributeDefinition(
      name = "Connect timeout",
      description = "Milliseconds after which connecting is given up.",
      min = "100",
      max = "30000")
  int connectTimeoutMillis() default 3000;

  /** Time until the trunk tries. */
  @AttributeDefinition(
      name = "Try timeout",
      description =
          "Milliseconds until the trunk has to try, with the wait for a turn; sign-ins wait 10 s at"
              + " most for that.",
      min = "500",
      max = "30000")
  int tryTimeoutMillis() default 5000;

  /** Time for ringing. */
  @AttributeDefinition(
      name = "Ringing",
      description = "Seconds that a phone rings.",
      min = "2",
      max = "120")
  int ringSeconds() default 25;

  /** Time for keys. */
  @AttributeDefinition(
      name = "Listening",
      description = "Seconds that keys are awaited after the first prompt, which is said twice.",
      min = "2",
      max = "60")
  int listenSeconds() default 8;

  /** Time for a call. */
  @AttributeDefinition(
      name = "Call",
      description = "Seconds after which a conversation is ended, whatever it is at.",
      min = "20",
      max = "600")
  int callSeconds() default 120;

  /** Time between questions. */
  @AttributeDefinition(
      name = "Probing",
      description =
          "Seconds between questions whether the trunk is there; 0: only when it does not work.",
      min = "0",
      max = "3600")
  int probeSeconds() default 30;

  /** Calls at a time. */
  @AttributeDefinition(
      name = "Calls",
      description = "How many calls run at a time.",
      min = "1",
      max = "500")
  int maxCalls() default 50;

  /** Messages that wait. */
  @AttributeDefinition(
      name = "Waiting",
      description = "How many messages may wait for their turn; more are not sent.",
      min = "0",
      max = "1000")
  int maxWaiting() default 50;
}

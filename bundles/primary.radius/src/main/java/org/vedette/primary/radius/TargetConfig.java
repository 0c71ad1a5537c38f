package org.vedette.primary.radius;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one target, as an operator sees them; {@link TargetSettings} validates them. */
@ObjectClassDefinition(
    name = "RADIUS target",
    description =
        "Other RADIUS servers that check passwords: applications name them as primary=radius:NAME.")
public @interface TargetConfig {
  /** Servers in the order of failover. */
  @AttributeDefinition(
      name = "Servers",
      description =
          "Addresses in the order of failover, each host or host:port (1812), IPv6 in brackets,"
              + " separated by commas; a port for accounting may follow: host:1812/1813. At most 8."
              + " They must list this server as a client.",
      cardinality = Integer.MAX_VALUE)
  String[] servers() default {};

  /** The shared secret. */
  @AttributeDefinition(
      name = "Secret",
      description =
          "Secret shared with all of these servers, as a reference to a stored secret:"
              + " $[secret:name].",
      type = AttributeType.PASSWORD)
  String secret() default "";

  /** Whether replies must be protected. */
  @AttributeDefinition(
      name = "Message-Authenticator",
      description =
          "Whether replies must carry Message-Authenticator: required, or off (only for old servers"
              + " in a protected network; replies can then be forged).",
      options = {
        @Option(label = "Required", value = "required"),
        @Option(label = "Off", value = "off")
      })
  String messageAuthenticator() default "required";

  /** How this server names itself. */
  @AttributeDefinition(
      name = "NAS-Identifier",
      description = "How this server names itself where the client has named no NAS of its own.",
      required = false)
  String nasIdentifier() default "vedette";

  /** Time between two sendings. */
  @AttributeDefinition(
      name = "Resend",
      description = "Milliseconds after which a request without a reply is sent again.",
      min = "100",
      max = "10000")
  int resendMillis() default 2000;

  /** Time until a silent server is doubted. */
  @AttributeDefinition(
      name = "Patience",
      description =
          "Milliseconds without a reply after which the server is asked by Status-Server whether it"
              + " lives: if it does it is waited for, if not the next server is asked.",
      min = "100",
      max = "60000")
  int patienceMillis() default 4000;

  /** Time until a server is given up that does not answer Status-Server. */
  @AttributeDefinition(
      name = "Timeout",
      description =
          "Seconds without a reply after which the next server is asked, where the server is not"
              + " known to answer Status-Server.",
      min = "1",
      max = "120")
  int timeoutSeconds() default 10;

  /** Time between two looks after a server. */
  @AttributeDefinition(
      name = "Probe",
      description = "Seconds between two Status-Server requests that look after each server.",
      min = "1",
      max = "3600")
  int probeSeconds() default 30;

  /** Port for accounting. */
  @AttributeDefinition(
      name = "Accounting port",
      description =
          "Port to which accounting reports are handed on, for servers that name none; 0: the one"
              + " after their own, as 1813 follows 1812.",
      min = "0",
      max = "65535")
  int accountingPort() default 0;
}

package org.vedette.eap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of EAP. */
@ObjectClassDefinition(
    id = EapConfig.PID,
    name = "EAP",
    description = "Certificate, TLS and limits of EAP conversations that end here")
@interface EapConfig {
  /** PID of the settings. */
  String PID = "org.vedette.eap";

  @AttributeDefinition(
      description =
          "The server's certificate with those of its issuers: PEM, or PKCS#12 (.p12, .pfx) with"
              + " the key. Read again when it changes")
  String certificate() default "${karaf.base}/etc/tls/server.p12";

  @AttributeDefinition(
      description = "The private key as PEM; empty when it is in the PKCS#12 file",
      required = false)
  String key() default "";

  @AttributeDefinition(
      description = "Password of the PKCS#12 file or of the key; empty when there is none",
      required = false)
  String password() default "$[secret:tls.password]";

  @AttributeDefinition(description = "Versions of TLS, separated by commas: 1.2, 1.3")
  String[] tlsVersions() default {"1.2", "1.3"};

  @AttributeDefinition(
      description = "Most octets of an EAP packet; Framed-MTU of a request lowers it",
      min = "200",
      max = "3000")
  int fragmentOctets() default 1000;

  @AttributeDefinition(
      description =
          "Conversations that may run at a time; the one that was silent for longest goes first",
      min = "100",
      max = "100000")
  int maxConversations() default 5_000;

  @AttributeDefinition(
      description = "Seconds of silence after which a conversation ends",
      min = "10",
      max = "300")
  int idleSeconds() default 60;

  @AttributeDefinition(
      description =
          "Minutes for which a TLS 1.2 session of PEAP may be resumed, 0 for never; password and"
              + " second factor are asked all the same",
      min = "0",
      max = "1440")
  int sessionMinutes() default 60;
}

package org.vedette.radsec;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of RADIUS over TLS at this server. */
@ObjectClassDefinition(
    id = RadsecConfig.PID,
    name = "RadSec",
    description = "Addresses, certificates and limits of RADIUS over TLS")
@interface RadsecConfig {
  /** PID of the settings. */
  String PID = "org.vedette.radsec";

  @AttributeDefinition(
      description =
          "Addresses for connections, address:port separated by commas; 0.0.0.0 is IPv4 only, [::]"
              + " is both. Bound once certificateFile and authoritiesFile are set")
  String[] addresses() default {"0.0.0.0:2083"};

  @AttributeDefinition(
      description =
          "The server's certificate and those of its issuers in PEM, or a PKCS#12 file (.p12, .pfx)"
              + " with certificate and key; empty: RadSec is off")
  String certificateFile() default "";

  @AttributeDefinition(
      description = "Private key of the certificate in PEM; empty when certificateFile is PKCS#12")
  String keyFile() default "";

  @AttributeDefinition(
      description = "Password of the PKCS#12 file or of an encrypted key; empty for none",
      type = AttributeType.PASSWORD)
  String password() default "";

  @AttributeDefinition(
      description =
          "Authorities whose certificates clients must show, in PEM; empty: RadSec is off. No other"
              + " authority is trusted")
  String authoritiesFile() default "";

  @AttributeDefinition(
      description =
          "Lists of revoked certificates (CRL), one of each authority in a client's chain; empty:"
              + " revocation is not checked. Clients of an authority whose list is out of date are"
              + " refused")
  String revocationFile() default "";

  @AttributeDefinition(
      description = "Connections at a time; further ones are closed",
      min = "1",
      max = "5000")
  int maxConnections() default 1000;

  @AttributeDefinition(
      description = "Connections at a time from one address",
      min = "1",
      max = "5000")
  int maxPerSource() default 20;

  @AttributeDefinition(
      description = "Seconds in which a handshake must be over, and a packet that has begun",
      min = "1",
      max = "60")
  int handshakeSeconds() default 10;

  @AttributeDefinition(
      description = "Minutes without a packet after which a connection is closed; 0: never",
      min = "0",
      max = "1440")
  int idleMinutes() default 10;
}

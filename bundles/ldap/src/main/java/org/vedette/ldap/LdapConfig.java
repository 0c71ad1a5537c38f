package org.vedette.ldap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the LDAP listener at this server. */
@ObjectClassDefinition(
    id = LdapConfig.PID,
    name = "LDAP",
    description = "Addresses, certificate and limits of the LDAP listener")
@interface LdapConfig {
  /** PID of the settings. */
  String PID = "org.vedette.ldap";

  @AttributeDefinition(
      description =
          "Addresses for LDAP and StartTLS, address:port separated by commas, for instance"
              + " 0.0.0.0:389; empty: none",
      required = false)
  String[] addresses() default {""};

  @AttributeDefinition(
      description =
          "Addresses for LDAPS, address:port separated by commas; 0.0.0.0 is IPv4 only, [::] is"
              + " both. Bound once certificateFile is set")
  String[] tlsAddresses() default {"0.0.0.0:636"};

  @AttributeDefinition(
      description =
          "The server's certificate and those of its issuers in PEM, or a PKCS#12 file (.p12, .pfx)"
              + " with certificate and key; empty: neither LDAPS nor StartTLS")
  String certificateFile() default "";

  @AttributeDefinition(
      description = "Private key of the certificate in PEM; empty when certificateFile is PKCS#12")
  String keyFile() default "";

  @AttributeDefinition(
      description = "Password of the PKCS#12 file or of an encrypted key; empty for none",
      type = AttributeType.PASSWORD)
  String password() default "";

  @AttributeDefinition(
      description = "Connections at a time; further ones are closed",
      min = "1",
      max = "50000")
  int maxConnections() default 10000;

  @AttributeDefinition(
      description = "Seconds in which a handshake must be over, and a request that has begun",
      min = "1",
      max = "60")
  int handshakeSeconds() default 10;

  @AttributeDefinition(
      description =
          "Longest request after a bind, in KiB; before a bind it is 256 or this, whatever is less",
      min = "16",
      max = "65536")
  int maxRequestKiB() default 4096;

  @AttributeDefinition(
      description = "Longest answer of a directory that is passed on, in KiB",
      min = "64",
      max = "65536")
  int maxResponseKiB() default 16384;

  @AttributeDefinition(
      description = "Threads that serve connections; seen at the next start of the bundle",
      min = "1",
      max = "16")
  int threads() default 2;
}

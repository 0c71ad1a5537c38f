package org.vedette.testkit.eap;

import java.util.List;
import org.bouncycastle.tls.ProtocolVersion;

/**
 * How an emulated device signs in. Immutable.
 *
 * @param method how it shows the password
 * @param outer the name that everybody sees
 * @param inner the name in the tunnel
 * @param typed what it types, one after the other: the password, then codes
 * @param version the only version of TLS it speaks
 * @param fragment most TLS octets of a packet
 */
public record Login(
    Method method,
    String outer,
    String inner,
    List<String> typed,
    ProtocolVersion version,
    int fragment) {
  /** Ways to show a password. */
  public enum Method {
    /** EAP-TTLS with PAP. */
    TTLS_PAP,
    /** PEAP with GTC. */
    PEAP_GTC,
    /** PEAP with MS-CHAPv2. */
    PEAP_MSCHAPV2,
    /** GTC without a tunnel. */
    GTC
  }

  /** Copies the list. */
  public Login {
    typed = List.copyOf(typed);
  }

  /** Signs in by TLS 1.3 under an anonymous name outside. */
  public static Login of(Method method, String inner, String... typed) {
    return new Login(
        method,
        method == Method.GTC ? inner : "anonymous",
        inner,
        List.of(typed),
        ProtocolVersion.TLSv13,
        1000);
  }

  /** The same by TLS 1.2. */
  public Login tls12() {
    return new Login(method, outer, inner, typed, ProtocolVersion.TLSv12, fragment);
  }

  /** The same in smaller or larger fragments. */
  public Login inFragments(int octets) {
    return new Login(method, outer, inner, typed, version, octets);
  }

  @Override
  public String toString() {
    return "Login[" + method + ", " + version + "]";
  }
}

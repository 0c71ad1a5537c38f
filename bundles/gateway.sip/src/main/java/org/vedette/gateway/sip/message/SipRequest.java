package org.vedette.gateway.sip.message;

/**
 * A request (RFC 3261 section 7.1).
 *
 * @param method in upper case
 * @param uri Request-URI
 * @param headers header fields
 * @param body body; empty without one
 */
public record SipRequest(String method, String uri, Headers headers, String body)
    implements SipMessage {
  /** Refuses what would break the first line. */
  public SipRequest {
    if (uri.chars().anyMatch(each -> each <= ' ' || each == 0x7F)) {
      throw new IllegalArgumentException("no Request-URI");
    }
  }

  @Override
  public String startLine() {
    return method + " " + uri + " SIP/2.0";
  }

  /** Returns the same request with other header fields. */
  public SipRequest with(Headers others) {
    return new SipRequest(method, uri, others, body);
  }

  /** Says no more than what it is: numbers and credentials stand in it. */
  @Override
  public String toString() {
    return "SipRequest[" + method + "]";
  }
}

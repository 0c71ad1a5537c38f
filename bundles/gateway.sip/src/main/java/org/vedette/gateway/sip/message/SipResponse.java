package org.vedette.gateway.sip.message;

/**
 * A response (RFC 3261 section 7.2).
 *
 * @param status 100 to 699
 * @param reason what the peer calls it
 * @param headers header fields
 * @param body body; empty without one
 */
public record SipResponse(int status, String reason, Headers headers, String body)
    implements SipMessage {
  /** Makes the response to a request (RFC 3261 section 8.2.6.2). */
  public static SipResponse to(SipRequest request, int status, String reason, String tag) {
    Headers headers =
        request
            .headers()
            .only("Via")
            .and(request.headers().only("From"))
            .and(request.headers().only("Call-ID"))
            .and(request.headers().only("CSeq"));
    String to = request.headers().first("To").orElse("");
    boolean tagged = !request.tag("To").isEmpty() || status == 100;
    return new SipResponse(
        status, reason, headers.with("To", tagged ? to : to + ";tag=" + tag), "");
  }

  @Override
  public String startLine() {
    return "SIP/2.0 " + status + " " + reason;
  }

  /** Tells whether more is to come. */
  public boolean provisional() {
    return status < 200;
  }

  /** Tells whether it is a success. */
  public boolean success() {
    return status >= 200 && status < 300;
  }

  /** Returns the same response with one more field. */
  public SipResponse with(String name, String value) {
    return new SipResponse(status, reason, headers.with(name, value), body);
  }

  /** Returns the same response with a session description. */
  public SipResponse with(String description) {
    return new SipResponse(
        status, reason, headers.with("Content-Type", "application/sdp"), description);
  }

  /** Returns number and words, for an administrator. */
  public String words() {
    return Text.printable(status + " " + reason);
  }

  /** Says no more than what it is. */
  @Override
  public String toString() {
    return "SipResponse[" + status + "]";
  }
}

package org.vedette.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request or a response. Immutable. */
public sealed interface SipMessage permits SipRequest, SipResponse {
  /** Returns the header fields. */
  Headers headers();

  /** Returns the body; empty without one. */
  String body();

  /** Returns the first line, without its end. */
  String startLine();

  /** Returns the Call-ID; empty without one. */
  default String callId() {
    return headers().first("Call-ID").orElse("");
  }

  /** Returns the sequence number and method. */
  default Optional<CSeq> cseq() {
    return headers().first("CSeq").flatMap(CSeq::parse);
  }

  /** Returns the topmost Via. */
  default Optional<Via> via() {
    return Via.of(headers());
  }

  /** Returns the branch of the topmost Via; empty without one. */
  default String branch() {
    return via().map(Via::branch).orElse("");
  }

  /** Returns the tag of From or To; empty without one. */
  default String tag(String field) {
    return headers().first(field).flatMap(NameAddr::parse).map(NameAddr::tag).orElse("");
  }

  /**
   * Returns the octets. Characters stand for one octet each, so that what a peer sent goes back as
   * it came.
   */
  default byte[] bytes() {
    StringBuilder out = new StringBuilder(512).append(startLine()).append("\r\n");
    // RFC 3261 section 18.3: always there, streams need it.
    headers().set("Content-Length", String.valueOf(body().length())).write(out);
    return out.append("\r\n").append(body()).toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}

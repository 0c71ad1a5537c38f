package org.vedette.gateway.sip.media;

import java.util.List;

/** Writes our descriptions (RFC 8866, RFC 3264). For one call, on the loop only. */
public final class SdpWriter {
  /** Payload type that is offered for keys. */
  static final int KEYS = 101;

  private final String address;
  private final int port;
  private final List<Codec> codecs;
  private final long session;
  private int version;

  /**
   * Prepares.
   *
   * @param address address to tell the peer
   * @param port port of our RTP
   * @param codecs those that are offered, the preferred one first
   * @param session number of the session
   */
  public SdpWriter(String address, int port, List<Codec> codecs, long session) {
    this.address = address;
    this.port = port;
    this.codecs = List.copyOf(codecs);
    this.session = session;
  }

  /** Returns an offer. */
  public String offer() {
    return head()
        + section(port, codecs, codecs.stream().map(Codec::payload).toList(), KEYS, "sendrecv");
  }

  /** Returns the answer to an offer of which this was chosen. */
  public String answer(Sdp offer, Media media) {
    return offer.answer(head(), media, port, media.keys());
  }

  private String head() {
    String kind = address.indexOf(':') >= 0 ? "IP6 " : "IP4 ";
    // RFC 3264 section 8: each description of a session has the next version.
    version++;
    return "v=0\r\no=- "
        + session
        + " "
        + version
        + " IN "
        + kind
        + address
        + "\r\ns=-\r\nc=IN "
        + kind
        + address
        + "\r\nt=0 0\r\n";
  }

  static String section(
      int port, List<Codec> codecs, List<Integer> payloads, int keys, String direction) {
    StringBuilder out = new StringBuilder("m=audio ").append(port).append(" RTP/AVP");
    payloads.forEach(each -> out.append(' ').append(each));
    if (keys >= 0) {
      out.append(' ').append(keys);
    }
    out.append("\r\n");
    for (int i = 0; i < codecs.size(); i++) {
      out.append("a=rtpmap:").append(payloads.get(i)).append(' ');
      out.append(codecs.get(i)).append("/8000\r\n");
    }
    if (keys >= 0) {
      // RFC 4733 section 7.1.1: keys 0 to 9, star and hash, A to D.
      out.append("a=rtpmap:").append(keys).append(" telephone-event/8000\r\n");
      out.append("a=fmtp:").append(keys).append(" 0-15\r\n");
    }
    return out.append("a=ptime:20\r\na=").append(direction).append("\r\n").toString();
  }
}

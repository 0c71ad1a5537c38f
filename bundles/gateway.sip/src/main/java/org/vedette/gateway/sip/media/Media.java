package org.vedette.gateway.sip.media;

import java.net.InetSocketAddress;

/**
 * What both sides have agreed on.
 *
 * @param rtp where to send
 * @param codec the law of G.711
 * @param payload its payload type when sending
 * @param keys payload type of telephone events; negative where the peer takes none
 * @param hears whether the peer wants to hear anything now
 */
public record Media(InetSocketAddress rtp, Codec codec, int payload, int keys, boolean hears) {}

package org.vedette.gateway.sip.call;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.gateway.sip.message.SipRequest;

/**
 * Keys in INFO (RFC 6086), for trunks that take them out of the media: {@code
 * application/dtmf-relay} and {@code application/dtmf}, which no RFC defines.
 */
final class KeyInfo {
  private static final Pattern RELAY =
      Pattern.compile("(?:^|\\s)Signal *= *([0-9*#])\\s", Pattern.CASE_INSENSITIVE);
  private static final Pattern BARE = Pattern.compile("\\s*([0-9*#])\\s*");

  private KeyInfo() {}

  static Optional<Character> read(SipRequest request) {
    String type = request.headers().first("Content-Type").orElse("").strip();
    Matcher key =
        type.equalsIgnoreCase("application/dtmf-relay")
            ? RELAY.matcher(request.body() + "\n")
            : BARE.matcher(request.body());
    boolean known =
        type.equalsIgnoreCase("application/dtmf-relay")
            ? key.find()
            : type.equalsIgnoreCase("application/dtmf") && key.matches();
    return known ? Optional.of(key.group(1).charAt(0)) : Optional.empty();
  }
}

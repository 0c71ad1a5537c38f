package org.vedette.gateway.sip.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An address with parameters, as in From, To, Contact and Route (RFC 3261 section 20.10).
 *
 * @param uri the address
 * @param params parameters of the field; names in lower case
 */
public record NameAddr(String uri, Map<String, String> params) {
  /** Reads one; empty when it is none. */
  public static Optional<NameAddr> parse(String value) {
    List<String> parts = Text.split(value, ';');
    String address = parts.get(0);
    int open = address.lastIndexOf('<');
    int close = address.lastIndexOf('>');
    String uri = open >= 0 && close > open ? address.substring(open + 1, close) : address;
    if (uri.isEmpty() || uri.chars().anyMatch(each -> each <= ' ' || each == '"' || each == '<')) {
      return Optional.empty();
    }
    return Optional.of(new NameAddr(uri, Text.pairs(parts.subList(1, parts.size()))));
  }

  /** Returns the tag (RFC 3261 section 19.3); empty without one. */
  public String tag() {
    return params.getOrDefault("tag", "");
  }
}

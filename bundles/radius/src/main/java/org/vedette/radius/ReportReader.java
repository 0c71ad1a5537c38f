package org.vedette.radius;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.vedette.api.accounting.AccountingFacts;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingStatus;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.IpText;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Texts;
import org.vedette.codec.radius.Values;

/** Makes a report of an Accounting-Request. */
final class ReportReader {
  private static final int TUNNEL_PASSWORD = 69;

  /** These are of one hop, or have no place in a report (RFC 2866 section 5.13). */
  private static final Set<Integer> NOT_KEPT =
      Set.of(
          AttributeTypes.USER_PASSWORD,
          AttributeTypes.CHAP_PASSWORD,
          AttributeTypes.REPLY_MESSAGE,
          AttributeTypes.STATE,
          AttributeTypes.PROXY_STATE,
          TUNNEL_PASSWORD,
          AttributeTypes.MESSAGE_AUTHENTICATOR);

  private final Dictionary dictionary;
  private final Dictionary.Entry cause;

  ReportReader(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.cause = dictionary.named("Acct-Terminate-Cause").orElseThrow();
  }

  AccountingReport read(Arrival arrival, Instant now) {
    Client client = arrival.client();
    List<Attribute> kept =
        arrival.packet().attributes().stream()
            .filter(each -> !NOT_KEPT.contains(each.type()))
            .toList();
    return new AccountingReport(
        client.application(),
        client.name(),
        source(arrival),
        now,
        client.accounting(),
        facts(arrival),
        Attributes.write(kept));
  }

  private AccountingFacts facts(Arrival arrival) {
    Packet packet = arrival.packet();
    return new AccountingFacts(
        // RFC 2866 section 5.1.
        AccountingStatus.of(number(packet, AttributeTypes.ACCT_STATUS_TYPE).orElse(0)),
        // RFC 2866 section 5.5.
        text(arrival, AttributeTypes.ACCT_SESSION_ID),
        nas(arrival),
        text(arrival, AttributeTypes.USER_NAME),
        address(packet, AttributeTypes.FRAMED_IP_ADDRESS)
            .or(() -> address(packet, AttributeTypes.FRAMED_IPV6_ADDRESS))
            .orElse(""),
        text(arrival, AttributeTypes.CALLING_STATION_ID),
        // RFC 2866 section 5.7.
        number(packet, AttributeTypes.ACCT_SESSION_TIME),
        octets(packet, AttributeTypes.ACCT_INPUT_OCTETS, AttributeTypes.ACCT_INPUT_GIGAWORDS),
        octets(packet, AttributeTypes.ACCT_OUTPUT_OCTETS, AttributeTypes.ACCT_OUTPUT_GIGAWORDS),
        // RFC 2866 section 5.10.
        packet
            .first(AttributeTypes.ACCT_TERMINATE_CAUSE)
            .flatMap(value -> dictionary.text(cause, value))
            .orElse(""),
        // RFC 2869 section 5.3: seconds since 1970, unsigned.
        packet
            .first(AttributeTypes.EVENT_TIMESTAMP)
            .filter(value -> value.length == 4)
            .map(value -> Instant.ofEpochSecond(Values.number(value).orElse(0))),
        // RFC 2866 section 5.2.
        number(packet, AttributeTypes.ACCT_DELAY_TIME).orElse(0));
  }

  /** RFC 2866 section 4.1: a report names its client by address or identifier. */
  private static String nas(Arrival arrival) {
    Packet packet = arrival.packet();
    return address(packet, AttributeTypes.NAS_IP_ADDRESS)
        .or(() -> address(packet, AttributeTypes.NAS_IPV6_ADDRESS))
        .or(
            () ->
                Optional.of(text(arrival, AttributeTypes.NAS_IDENTIFIER))
                    .filter(name -> !name.isEmpty()))
        .orElseGet(() -> source(arrival));
  }

  private static String source(Arrival arrival) {
    return IpText.format(arrival.source().getAddress());
  }

  /** RFC 2869 sections 5.1 and 5.2: gigawords count how often the octets went over 2^32. */
  private static OptionalLong octets(Packet packet, int low, int high) {
    OptionalLong octets = number(packet, low);
    OptionalLong gigawords = number(packet, high);
    return octets.isEmpty() && gigawords.isEmpty()
        ? octets
        : OptionalLong.of(gigawords.orElse(0) << 32 | octets.orElse(0));
  }

  private static OptionalLong number(Packet packet, int type) {
    Optional<byte[]> value = packet.first(type).filter(octets -> octets.length == 4);
    return value.isEmpty() ? OptionalLong.empty() : Values.number(value.get());
  }

  private static Optional<String> address(Packet packet, int type) {
    return packet.first(type).flatMap(IpText::format);
  }

  /** Text, or the digits of octets that are none: they still tell sessions apart. */
  private static String text(Arrival arrival, int type) {
    return arrival
        .packet()
        .first(type)
        .map(
            value ->
                Texts.read(value, arrival.client().charset())
                    .orElseGet(() -> HexFormat.of().formatHex(value)))
        .orElse("");
  }
}

package org.vedette.gateway.smpp.wire;

import java.time.Duration;

/**
 * What is the same for each message.
 *
 * @param from address of the sender, at most 20 characters
 * @param fromTon its type of number (SMPP 3.4 section 5.2.5)
 * @param fromNpi its numbering plan (section 5.2.6)
 * @param toTon type of number of receivers
 * @param toNpi their numbering plan
 * @param serviceType at most 5 characters; may be empty
 * @param validity how long the centre tries; zero: as long as it likes
 * @param receipts whether it is to tell what became of each message
 */
public record Envelope(
    String from,
    int fromTon,
    int fromNpi,
    int toTon,
    int toNpi,
    String serviceType,
    Duration validity,
    boolean receipts) {

  /** SMPP 3.4 section 7.1.1.2: a time from now, as years, months, days, hours, minutes, seconds. */
  String validityPeriod() {
    return validity.isZero()
        ? ""
        : "0000%02d%02d%02d%02d000R"
            .formatted(
                validity.toDaysPart(),
                validity.toHoursPart(),
                validity.toMinutesPart(),
                validity.toSecondsPart());
  }
}

package org.vedette.sdk.accounting;

import java.util.HexFormat;
import org.vedette.api.accounting.AccountingSessions.Stored;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * A report in JSON.
 *
 * @param number rises in the order of arrival
 * @param received when it came
 * @param happened when what it tells happened
 * @param status what it tells
 * @param attributes all its attributes as on the wire, in hexadecimal digits
 */
public record ReportView(
    long number, String received, String happened, String status, String attributes)
    implements Json {

  static ReportView of(Stored it) {
    return new ReportView(
        it.number(),
        Times.text(it.received()),
        Times.text(it.happened()),
        it.status().label(),
        HexFormat.of().formatHex(it.attributes()));
  }
}

package org.vedette.gateway.smpp.text;

/** What a message centre takes and sends as its default alphabet (data_coding 0). */
public enum Alphabet {
  /** That of GSM, one septet to an octet. */
  GSM,
  /** ISO 8859-1, which the centre turns into that of GSM. */
  LATIN1,
  /** Not known: everything is sent as UCS-2; what comes is read as that of GSM. */
  UCS2
}

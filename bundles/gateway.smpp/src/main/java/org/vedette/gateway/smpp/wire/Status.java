package org.vedette.gateway.smpp.wire;

import java.util.Map;
import org.jsmpp.SMPPConstant;

/** What the numbers mean by which centres say how a request went (SMPP 3.4 section 5.1.3). */
public final class Status {
  /** It went well. */
  public static final int OK = SMPPConstant.STAT_ESME_ROK;

  /** The command is not known. */
  public static final int UNKNOWN_COMMAND = SMPPConstant.STAT_ESME_RINVCMDID;

  /** Not now: the centre is to deliver it again later. */
  public static final int LATER = SMPPConstant.STAT_ESME_RX_T_APPN;

  /** Never: the centre is not to deliver it again. */
  public static final int NEVER = SMPPConstant.STAT_ESME_RX_P_APPN;

  /** The number cannot be. */
  public static final int BAD_NUMBER = SMPPConstant.STAT_ESME_RINVDSTADR;

  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry(SMPPConstant.STAT_ESME_RINVMSGLEN, "the text is too long"),
          Map.entry(SMPPConstant.STAT_ESME_RINVBNDSTS, "the bind does not allow it"),
          Map.entry(SMPPConstant.STAT_ESME_RALYBND, "this system is bound already"),
          Map.entry(SMPPConstant.STAT_ESME_RSYSERR, "the centre has an error"),
          Map.entry(SMPPConstant.STAT_ESME_RINVSRCADR, "the sender is not allowed: see from"),
          Map.entry(BAD_NUMBER, "the number is not valid"),
          Map.entry(SMPPConstant.STAT_ESME_RBINDFAIL, "the bind failed"),
          Map.entry(SMPPConstant.STAT_ESME_RINVPASWD, "the password is wrong"),
          Map.entry(SMPPConstant.STAT_ESME_RINVSYSID, "systemId is not known"),
          Map.entry(SMPPConstant.STAT_ESME_RMSGQFUL, "the centre's queue is full"),
          Map.entry(SMPPConstant.STAT_ESME_RINVSERTYP, "serviceType is not known"),
          Map.entry(SMPPConstant.STAT_ESME_RSUBMITFAIL, "the centre could not take it"),
          Map.entry(SMPPConstant.STAT_ESME_RINVSRCTON, "sourceTon is not allowed"),
          Map.entry(SMPPConstant.STAT_ESME_RINVSRCNPI, "sourceNpi is not allowed"),
          Map.entry(SMPPConstant.STAT_ESME_RINVDSTTON, "destinationTon is not allowed"),
          Map.entry(SMPPConstant.STAT_ESME_RINVDSTNPI, "destinationNpi is not allowed"),
          Map.entry(SMPPConstant.STAT_ESME_RINVSYSTYP, "systemType is not known"),
          Map.entry(SMPPConstant.STAT_ESME_RTHROTTLED, "more messages than the centre allows"),
          Map.entry(SMPPConstant.STAT_ESME_RINVEXPIRY, "validitySeconds is not allowed"));

  private Status() {}

  /** Returns the number and, where it is known, what it means. */
  public static String words(int status) {
    String known = WORDS.get(status);
    return "status 0x%08X".formatted(status) + (known == null ? "" : ", " + known);
  }

  /** Tells whether the centre asks for a pause. */
  public static boolean asksForPause(int status) {
    return status == SMPPConstant.STAT_ESME_RTHROTTLED || status == SMPPConstant.STAT_ESME_RMSGQFUL;
  }

  /** Tells whether a bind that was refused so will be until an operator mends it. */
  static boolean lasting(int status) {
    return status == SMPPConstant.STAT_ESME_RINVPASWD
        || status == SMPPConstant.STAT_ESME_RINVSYSID
        || status == SMPPConstant.STAT_ESME_RINVSYSTYP;
  }
}

package org.vedette.gateway.smpp.wire;

import org.jsmpp.SMPPConstant;

/** What a connection is for (SMPP 3.4 section 2.2). */
public enum Role {
  /** Sends and receives. */
  TRANSCEIVER(SMPPConstant.CID_BIND_TRANSCEIVER),
  /** Sends. */
  TRANSMITTER(SMPPConstant.CID_BIND_TRANSMITTER),
  /** Receives. */
  RECEIVER(SMPPConstant.CID_BIND_RECEIVER);

  private final int command;

  Role(int command) {
    this.command = command;
  }

  int command() {
    return command;
  }

  /** Tells whether messages can be sent over it. */
  public boolean sends() {
    return this != RECEIVER;
  }
}

package org.vedette.gateway.sip.call;

import org.vedette.gateway.sip.message.SipResponse;

/** Whoever does not mind what is answered: CANCEL and BYE end a call whatever comes back. */
enum Unheard implements ClientTransaction.User {
  /** The only one. */
  INSTANCE;

  @Override
  public void response(SipResponse response) {
    // RFC 3261 section 15.1.1: the session is over when the BYE is passed on.
  }

  @Override
  public void failed(String why) {
    // The same.
  }
}

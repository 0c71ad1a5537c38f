package org.vedette.gateway.sip.link;

import java.io.IOException;

/** The trunk cannot be reached. */
public final class LinkException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  LinkException(String why, boolean lasting) {
    super(why);
    this.lasting = lasting;
  }

  /** Tells whether only an operator can mend it. */
  public boolean lasting() {
    return lasting;
  }
}

package org.vedette.gateway.sip.prompt;

/** A sound file cannot be used; the message says why. */
public final class WavException extends Exception {
  private static final long serialVersionUID = 1L;

  WavException(String why) {
    super(why);
  }
}

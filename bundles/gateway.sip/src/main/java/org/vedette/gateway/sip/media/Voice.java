package org.vedette.gateway.sip.media;

/** What a conversation does to the sound of its call. */
public interface Voice {
  /** Plays mu-law octets instead of what is playing, and tells when they are through. */
  void play(byte[] octets, Runnable whenPlayed);

  /** Stops playing; the end is not told then. */
  void hush();

  /** Presses keys (digits, star, hash; a comma is a second of silence), and tells when done. */
  void press(String wanted, Runnable whenPressed);
}

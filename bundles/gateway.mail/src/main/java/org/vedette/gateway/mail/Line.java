package org.vedette.gateway.mail;

import jakarta.mail.MessagingException;
import java.net.SocketException;

/** An open connection to the server. For one thread; all calls block. */
final class Line {
  private static final int MOST_MILLIS_TO_RESET = 1000;

  private final Dialogue dialogue;
  private final BoundedSocket socket;
  private final boolean utf8;
  private boolean broken;

  Line(Dialogue dialogue, BoundedSocket socket, boolean utf8) {
    this.dialogue = dialogue;
    this.socket = socket;
    this.utf8 = utf8;
  }

  /** Whether it can carry a mail of that kind. */
  boolean fits(boolean wantsUtf8) {
    return utf8 == wantsUtf8;
  }

  /**
   * Asks the server whether it is still there, and to forget what came before. A server that lives
   * answers that at once; a connection that somebody between has forgotten is silent for ever.
   */
  boolean alive(Guard guard) {
    guard.watches(socket::cut);
    socket.renew();
    broken = broken || !answers();
    return !broken;
  }

  private boolean answers() {
    try {
      int usual = socket.getSoTimeout();
      socket.setSoTimeout(Math.min(usual, MOST_MILLIS_TO_RESET));
      boolean here = dialogue.isConnected();
      socket.setSoTimeout(usual);
      return here;
    } catch (SocketException closed) {
      return false;
    }
  }

  /**
   * Sends a mail.
   *
   * @return what the server calls it
   */
  String send(Letter letter, Guard guard) throws Trouble {
    guard.watches(socket::cut);
    if (letter.to().needsUtf8() && !dialogue.supportsExtension("SMTPUTF8")) {
      // RFC 6531 section 3.2: such an address goes only where it is understood.
      throw new Trouble(
          Trouble.Kind.REFUSED,
          Step.RECIPIENT,
          "the server does not know addresses with other letters than those of ASCII");
    }
    try {
      dialogue.send(letter);
      return Words.of(dialogue.getLastServerResponse());
    } catch (MessagingException failure) {
      Trouble trouble = Failures.sending(failure, dialogue, guard);
      broken = trouble.kind() == Trouble.Kind.LOST;
      throw trouble;
    }
  }

  /** Says good-bye and closes; waits for nothing. */
  void close() {
    try {
      if (!broken) {
        dialogue.close();
      }
    } catch (MessagingException gone) {
      // It is closed all the same.
    } finally {
      socket.cut();
    }
  }

  /** Whether nothing more can be sent over it. */
  boolean broken() {
    return broken;
  }

  /** Closes without a word; called from any thread. */
  void cut() {
    socket.cut();
  }
}

package org.vedette.gateway.smpp;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.vedette.gateway.smpp.text.Alphabet;
import org.vedette.gateway.smpp.wire.Address;
import org.vedette.gateway.smpp.wire.Envelope;
import org.vedette.gateway.smpp.wire.Login;
import org.vedette.gateway.smpp.wire.Role;
import org.vedette.gateway.smpp.wire.Status;

/**
 * Settings that passed.
 *
 * @param centres where the centres are, in order of preference
 * @param spread whether they take turns
 * @param roles what the connections of one bind are for: one transceiver, or two
 * @param binds how many binds each centre gets
 * @param window most requests without an answer for each bind
 * @param waiting most messages that wait for their turn
 * @param tls whether connections are encrypted
 * @param trusted certificates to trust; none: those that Java trusts
 * @param login how to sign in
 * @param password as set: a reference to a stored secret; may be empty
 * @param envelope what is the same for each message
 * @param alphabet what the centres mean by their default alphabet
 * @param payload whether long texts are split by the centre
 * @param rejecting further numbers by which a centre rejects a message for good
 * @param enquire after what silence a centre is asked whether it is there
 * @param connecting longest time for connecting
 * @param answering longest time for an answer
 * @param patience longest time for a message, waiting for its turn included
 */
record SmppSettings(
    List<Address> centres,
    boolean spread,
    List<Role> roles,
    int binds,
    int window,
    int waiting,
    boolean tls,
    List<X509Certificate> trusted,
    Login login,
    String password,
    Envelope envelope,
    Alphabet alphabet,
    boolean payload,
    Set<Integer> rejecting,
    Duration enquire,
    Duration connecting,
    Duration answering,
    Duration patience) {

  /** Tells whether a number means that nobody will ever take the message. */
  boolean rejects(int status) {
    return status == Status.BAD_NUMBER || rejecting.contains(status);
  }

  /** Returns how many messages there may be, those without an answer among them. */
  int mostMessages() {
    return waiting + centres.size() * binds * window;
  }

  /** Hides the password, which may stand there in clear. */
  @Override
  public String toString() {
    return "SmppSettings" + centres;
  }
}

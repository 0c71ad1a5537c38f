package org.vedette.radius;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.lifecycle.RateLimit;
import org.vedette.api.radius.ClientState;
import org.vedette.codec.radius.IpText;

/**
 * Log lines about packets, each kind once a minute for each client or source, so that nobody can
 * fill the log by sending.
 */
final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int MOST_LINES = 120;
  private static final int LONGEST_NAMES = 200;

  private record Key(String kind, Object about) {}

  private final RateLimit unknown;
  private final RateLimit known;
  private final Onlooker onlooker;

  Notices(LongSupplier nanoTime, IntSupplier unknownLines, Onlooker onlooker) {
    this.onlooker = onlooker;
    unknown = new RateLimit(nanoTime, unknownLines);
    known = new RateLimit(nanoTime, () -> MOST_LINES);
  }

  void unknownSource(InetSocketAddress source) {
    long more = unknown.pass(source.getAddress());
    if (more != RateLimit.REFUSED) {
      LOG.warn(
          "Datagrams from a source that is no client are dropped; add its address to an"
              + " application if it should be. source={} suppressed={}",
          IpText.format(source.getAddress()),
          more);
    }
  }

  void missing(Client client, InetSocketAddress source, String setTo) {
    warn(
        "missing",
        client,
        source,
        "Requests without Message-Authenticator are dropped; mend the client, or run the command."
            + " command=\"bin/vedette application set "
            + quoted(client.name())
            + " messageAuthenticator="
            + setTo
            + "\"");
  }

  void unprotectedProxy(Client client, InetSocketAddress source) {
    warn(
        "proxy",
        client,
        source,
        "Requests of a proxy without Message-Authenticator are dropped, whatever the application"
            + " says; mend the proxy.");
  }

  void unprotectedEap(Client client, InetSocketAddress source) {
    warn("eap", client, source, "EAP requests without Message-Authenticator are dropped.");
  }

  void wrong(Client client, InetSocketAddress source) {
    warn(
        "wrong",
        client,
        source,
        "Packets with a wrong authenticator are dropped; the shared secret differs, or somebody"
            + " altered them.");
  }

  void previousSecret(Client client, InetSocketAddress source) {
    warn(
        "previous",
        client,
        source,
        "The shared secret was changed and the client still uses the one before; change it there"
            + " before that one ends.");
  }

  void garbled(Client client, InetSocketAddress source, String why) {
    warn(
        "garbled",
        client,
        source,
        "Passwords cannot be read: the shared secret differs. why=\"" + why + "\"");
  }

  void badName(Client client, InetSocketAddress source) {
    warn(
        "name",
        client,
        source,
        "Requests whose User-Name is missing or no text are dropped; set charset if the client"
            + " cannot send UTF-8.");
  }

  void unsupported(Client client, InetSocketAddress source, String protocol) {
    warn(
        "protocol",
        client,
        source,
        "Requests are rejected, because the application does not serve their protocol; set the"
            + " client to one of protocols, or change that setting. protocol="
            + protocol);
  }

  void unrecorded(Client client, InetSocketAddress source, String why) {
    warn(
        "unrecorded",
        client,
        source,
        "Accounting reports get no reply, because they cannot be stored now. why=\"" + why + "\"");
  }

  void notByTls(Client client, InetSocketAddress source) {
    warn(
        "notByTls",
        client,
        source,
        "Connections by TLS are refused; run the command if the client should come that way."
            + " command=\"bin/vedette application set "
            + quoted(client.name())
            + " radsecName=NAME\"");
  }

  void wrongName(Client client, InetSocketAddress source, List<String> names) {
    String found = String.join(" ", names);
    warn(
        "wrongName",
        client,
        source,
        "A connection by TLS was refused, because its certificate is for another name. wanted="
            + client.radsec().name()
            + " found=\""
            + found.substring(0, Math.min(found.length(), LONGEST_NAMES))
            + "\"");
  }

  void tlsOnly(Client client, InetSocketAddress source) {
    warn(
        "tlsOnly",
        client,
        source,
        "Datagrams are dropped, because the client may come by TLS only; have it use RadSec, or set"
            + " radsecOnly=off.");
  }

  void loop(Client client, InetSocketAddress source) {
    warn(
        "loop",
        client,
        source,
        "Requests that this server sent to a target came back and are rejected; have the target"
            + " check passwords itself, or name another target as primary.");
  }

  /** The person's methods need a code, and there is no way to ask for it. */
  void cannotAsk(Client client, InetSocketAddress source, String protocol) {
    String why =
        client.challenge()
            ? protocol
                + " has no room for a question; set the client to PAP, or enroll a method that is"
                + " answered on a phone."
            : "the client is set to challenge=off; allow appended codes, or run the command."
                + " command=\"bin/vedette application set "
                + quoted(client.name())
                + " challenge=on\"";
    warn("challenge", client, source, "A sign-in that needs a code was rejected: " + why);
  }

  /** A password is there, but in no form that its protocol knows. */
  void badProof(Client client, InetSocketAddress source, String why) {
    warn(
        "proof",
        client,
        source,
        "Sign-ins are dropped, for their proof of the password is malformed."
            + " why=\""
            + why
            + "\"");
  }

  void noRoom(Client client, InetSocketAddress source) {
    warn(
        "room",
        client,
        source,
        "Attributes were left out of replies, because a packet has room for 4096 octets; have the"
            + " target send fewer, or set fewer reply attributes.");
  }

  /** The same where EAP ends here. */
  void cannotAskByEap(Client client, InetSocketAddress source, boolean room) {
    if (room || !client.challenge()) {
      cannotAsk(client, source, "EAP");
      return;
    }
    warn(
        "challenge",
        client,
        source,
        "A sign-in that needs a code was rejected: TTLS with PAP and PEAP with MSCHAPv2 have no room"
            + " for a question; set the supplicant to PEAP with GTC, allow appended codes, or enroll"
            + " a method that is answered on a phone.");
  }

  /** A conversation of EAP that ends here could not go on. */
  void eapEnded(Client client, InetSocketAddress source, String why) {
    warn("eapEnded", client, source, "A sign-in by EAP was rejected. why=\"" + why + "\"");
  }

  void malformed(Client client, InetSocketAddress source, String why) {
    warn("malformed", client, source, "Datagrams are no RADIUS packets. why=\"" + why + "\"");
  }

  void tooFast(Client client, InetSocketAddress source) {
    warn(
        "rate",
        client,
        source,
        "Requests are dropped, because the source sends more than maxRate of its application"
            + " allows.");
  }

  void late(Client client, InetSocketAddress source) {
    warn(
        "late",
        client,
        source,
        "Requests are dropped, because they waited for so long that their client has asked again, or"
            + " another server: this server gets more than it can do.");
  }

  /** What was learned of a client that gives up before a sign-in can end. */
  void patience(Client client, InetSocketAddress source, ClientState.Rhythm learned) {
    if (learned.gaveUp() && learned.waits().compareTo(client.deadline()) < 0) {
      warn(
          "patience",
          client,
          source,
          "The client gives up before a sign-in may end, and a person cannot answer in time: raise"
              + " time-out times tries of the client, or set deadlineSeconds below. sends="
              + learned.sends()
              + " intervalMillis="
              + learned.interval().toMillis()
              + " waitsMillis="
              + learned.waits().toMillis()
              + " deadlineMillis="
              + client.deadline().toMillis());
    }
  }

  void full(Client client, InetSocketAddress source) {
    warn("full", client, source, "Requests are dropped, because too many sign-ins wait.");
  }

  void unavailable(Client client, InetSocketAddress source, String requestId, String why) {
    warn(
        "unavailable",
        client,
        source,
        "Sign-ins get no reply, because nothing can be decided now. request="
            + requestId
            + " why=\""
            + why
            + "\"");
  }

  /** Names an error of ours, with its stack trace and a reference to give to support. */
  void fault(String requestId, Throwable failure) {
    if (known.pass(new Key("fault", failure.getClass())) != RateLimit.REFUSED) {
      LOG.error(
          "A sign-in met an error of ours and gets no reply. reference={} request={}",
          AuditIds.of(ThreadLocalRandom.current().nextLong()),
          requestId,
          failure);
    }
  }

  void socketTrouble(String address, Exception failure) {
    if (known.pass(new Key("socket", address)) != RateLimit.REFUSED) {
      LOG.warn("A datagram could not be read or sent. address={} why={}", address, failure);
    }
  }

  private void warn(String kind, Client client, InetSocketAddress source, String sentence) {
    onlooker.note(client, source, sentence);
    long more = known.pass(new Key(kind, client.application()));
    if (more != RateLimit.REFUSED) {
      LOG.warn(
          "{} application=\"{}\" source={} suppressed={}",
          sentence,
          client.name(),
          IpText.format(source.getAddress()),
          more);
    }
  }

  /** Quotes a name for the command line if it needs it. */
  private static String quoted(String name) {
    return name.indexOf(' ') < 0 ? name : "'" + name + "'";
  }
}

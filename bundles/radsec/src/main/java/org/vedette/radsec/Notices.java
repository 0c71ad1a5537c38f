package org.vedette.radsec;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.RateLimit;
import org.vedette.codec.radius.IpText;

/** Log lines about connections, each kind once a minute for each source. */
final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int MOST_LINES = 60;
  private static final int LONGEST = 300;

  private record Key(String kind, InetAddress source) {}

  private final RateLimit lines;

  Notices(LongSupplier nanoTime) {
    lines = new RateLimit(nanoTime, () -> MOST_LINES);
  }

  /** A certificate is not believed. */
  void refused(InetSocketAddress source, String subject, String why) {
    warn(
        "refused",
        source,
        "The certificate of a client is refused. subject=\"{}\" why=\"{}\"",
        subject,
        why);
  }

  /** The handshake failed for another reason. */
  void failed(InetSocketAddress source, String why) {
    warn("failed", source, "A client and this server found no common TLS. why=\"{}\"", why);
  }

  void stranger(InetSocketAddress source) {
    warn(
        "stranger",
        source,
        "Connections from a source that is no client with a radsecName are closed; add its address"
            + " to an application, and name its certificate, if it should be.");
  }

  void tooMany(InetSocketAddress source, String setting, int limit) {
    warn(
        "many",
        source,
        "Connections are closed, because there are too many; raise the setting if they are needed."
            + " setting={} limit={}",
        setting,
        limit);
  }

  /** The peer broke a rule of the protocol, or was too slow. */
  void broken(InetSocketAddress source, String why) {
    warn("broken", source, "A connection was ended. why=\"{}\"", why);
  }

  /** The peer's certificate is out of date or was withdrawn since it connected. */
  void noLonger(InetSocketAddress source, String subject, String why) {
    warn(
        "noLonger",
        source,
        "A connection was ended, because its certificate is believed no longer. subject=\"{}\""
            + " why=\"{}\"",
        subject,
        why);
  }

  /** Nobody came in time to answer packets. */
  void unanswered(InetSocketAddress source) {
    warn(
        "unanswered",
        source,
        "Packets are dropped, because the listener radius is not installed, not started, or does"
            + " not know its clients yet.");
  }

  void fault(InetSocketAddress source, RuntimeException failure) {
    if (lines.pass(new Key("fault", source.getAddress())) != RateLimit.REFUSED) {
      LOG.error("A connection met an error of ours. source={}", name(source), failure);
    }
  }

  private void warn(String kind, InetSocketAddress source, String sentence, Object... values) {
    long more = lines.pass(new Key(kind, source.getAddress()));
    if (more == RateLimit.REFUSED) {
      return;
    }
    Object[] all = new Object[values.length + 2];
    for (int index = 0; index < values.length; index++) {
      all[index] = safe(String.valueOf(values[index]));
    }
    all[values.length] = name(source);
    all[values.length + 1] = more;
    LOG.warn(sentence + " source={} suppressed={}", all);
  }

  private static String name(InetSocketAddress source) {
    return IpText.format(source.getAddress());
  }

  /** What a peer wrote must not look like a line of ours. */
  private static String safe(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return cut.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?").replace('"', '\'');
  }
}

package org.vedette.ldap;

import java.net.InetAddress;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.RateLimit;

/** Log lines about connections and binds, each kind once a minute for each source. Thread-safe. */
final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int MOST_LINES = 60;
  private static final int LONGEST = 300;

  private record Key(String kind, Object about) {}

  private final RateLimit lines;

  Notices(LongSupplier nanoTime) {
    lines = new RateLimit(nanoTime, () -> MOST_LINES);
  }

  void stranger(InetAddress source) {
    warn(
        "stranger",
        source,
        "Connections from a source that is no client of LDAP are closed; add its address to an"
            + " application, if it should be one. source={}",
        source.getHostAddress());
  }

  void tooMany(InetAddress source, String setting, int limit) {
    warn(
        "many " + setting,
        source,
        "Connections are closed, because there are too many; raise the setting if they are needed."
            + " setting={} limit={} source={}",
        setting,
        limit,
        source.getHostAddress());
  }

  /** The client broke a rule of the protocol, or was too slow. */
  void broken(InetAddress source, String why) {
    warn(
        "broken",
        source,
        "A connection was ended. why=\"{}\" source={}",
        why,
        source.getHostAddress());
  }

  /** A bind was refused for how it was made. */
  void refused(Client client, InetAddress source, String why) {
    warn(
        "refused " + why,
        source,
        "A bind was refused. why=\"{}\" application=\"{}\" source={}",
        why,
        client.name(),
        source.getHostAddress());
  }

  /** The user's methods need a typed code. */
  void cannotAsk(Client client, InetAddress source, String audit) {
    warn(
        "cannotAsk",
        source,
        "A bind was denied, because the user's method needs a typed code and LDAP cannot ask for"
            + " one: let it follow the password (appended), or enroll a method that is answered"
            + " elsewhere. application=\"{}\" audit={} source={}",
        client.name(),
        audit,
        source.getHostAddress());
  }

  /** A bind could not be decided. */
  void unavailable(Client client, InetAddress source, String request, String why) {
    warn(
        "unavailable",
        client.application(),
        "Binds cannot be decided. why=\"{}\" application=\"{}\" request={} source={}",
        why,
        client.name(),
        request,
        source.getHostAddress());
  }

  /** A request was not passed on. */
  void forbidden(Client client, InetAddress source, String what) {
    warn(
        "forbidden " + what,
        client.application(),
        "A request was refused; its application does not allow it. what=\"{}\""
            + " application=\"{}\" source={}",
        what,
        client.name(),
        source.getHostAddress());
  }

  /** No server of a directory could be used. */
  void unreachable(String directory, String why) {
    warn(
        "unreachable",
        directory,
        "No server of a directory could be used. directory={} why=\"{}\"",
        directory,
        why);
  }

  /** An error of ours about one connection. */
  void fault(String about, Throwable failure) {
    if (lines.pass(new Key("fault", about)) != RateLimit.REFUSED) {
      LOG.error("A connection met an error of ours. about={}", safe(about), failure);
    }
  }

  private void warn(String kind, Object about, String sentence, Object... values) {
    long more = lines.pass(new Key(kind, about));
    if (more == RateLimit.REFUSED) {
      return;
    }
    Object[] all = new Object[values.length + 1];
    for (int index = 0; index < values.length; index++) {
      all[index] = safe(String.valueOf(values[index]));
    }
    all[values.length] = more;
    LOG.warn(sentence + " suppressed={}", all);
  }

  /** What a peer wrote must not look like a line of ours. */
  private static String safe(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return cut.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?").replace('"', '\'');
  }
}

package org.vedette.gateway.sip.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vedette.gateway.sip.link.Link;
import org.vedette.gateway.sip.message.Headers;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;

/**
 * Registers at the trunk and stays registered (RFC 3261 section 10.2). On the loop only, but for
 * {@link #trouble}.
 */
public final class Registration {
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final int LEAST_SECONDS = 10;
  private static final int MOST_SECONDS = 86_400;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");
  private static final Pattern EXPIRES = Pattern.compile("(?i)expires *= *([0-9]{1,7})");

  private final UserAgent agent;
  private final String callId;
  private final String tag;
  private int seconds;
  private long number;
  private boolean left;
  private boolean registered;
  private @Nullable Future<?> next;
  private volatile Optional<String> trouble = Optional.of("not registered yet");

  /**
   * Prepares.
   *
   * @param seconds for how long at a time
   */
  public Registration(UserAgent agent, int seconds) {
    this.agent = agent;
    this.seconds = seconds;
    this.callId = agent.random(16);
    this.tag = agent.random(8);
  }

  /** Returns why this server is not registered; empty when it is. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Registers, now and again until it is left. */
  public void begin() {
    if (!left) {
      agent.withLink(
          link -> send(link, seconds, answered),
          unreachable -> failed(String.valueOf(unreachable.getMessage())));
    }
  }

  private void send(Link link, int expires, ClientTransaction.User user) {
    Account account = agent.account();
    String self = "<" + account.address(account.self()) + ">";
    Headers headers =
        agent
            .common()
            .with("From", self + ";tag=" + tag)
            .with("To", self)
            .with("Call-ID", callId)
            .with("CSeq", nextNumber() + " REGISTER")
            .with("Contact", agent.contact(link))
            .with("Expires", String.valueOf(expires));
    SipRequest request = new SipRequest("REGISTER", "sip:" + account.domain(), headers, "");
    new Exchange(agent, link, request, this::nextNumber, user).start();
  }

  private long nextNumber() {
    return ++number;
  }

  private void again(Duration wait) {
    if (next != null) {
      next.cancel(false);
    }
    next = agent.loop().after(wait, this::begin);
  }

  private void failed(String why) {
    trouble = Optional.of("not registered: " + why);
    again(RETRY);
  }

  private final ClientTransaction.User answered =
      new ClientTransaction.User() {
        @Override
        public void response(SipResponse response) {
          if (response.success()) {
            registered = true;
            trouble = Optional.empty();
            // 10.2.4: refreshed before it expires.
            again(Duration.ofSeconds(Math.max(5, granted(response) * 8L / 10)));
          } else if (response.status() == 423 && longer(response)) {
            begin();
          } else if (!response.provisional()) {
            Registration.this.failed(response.words());
          }
        }

        @Override
        public void failed(String why) {
          agent.renew();
          Registration.this.failed(why);
        }
      };

  /** Takes the interval that the registrar wants (10.2.8), unless it is the same or absurd. */
  private boolean longer(SipResponse response) {
    int least =
        response
            .headers()
            .first("Min-Expires")
            .filter(value -> NUMBER.matcher(value).matches())
            .map(Integer::parseInt)
            .orElse(0);
    boolean better = least > seconds && least <= MOST_SECONDS;
    seconds = better ? least : seconds;
    return better;
  }

  private int granted(SipResponse response) {
    String contact = String.join(",", response.headers().lines("Contact"));
    Matcher own = EXPIRES.matcher(contact);
    String told = own.find() ? own.group(1) : response.headers().first("Expires").orElse("");
    int given = NUMBER.matcher(told).matches() ? Integer.parseInt(told) : seconds;
    return Math.max(LEAST_SECONDS, Math.min(given, seconds));
  }

  /** Takes the registration back (10.2.2). */
  public void leave() {
    left = true;
    if (next != null) {
      next.cancel(false);
    }
    if (registered) {
      registered = false;
      agent.withLink(link -> send(link, 0, Unheard.INSTANCE), unreachable -> {});
    }
  }
}

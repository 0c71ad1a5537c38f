package org.vedette.core.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.store.Actor;
import org.vedette.api.store.WriteListener;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.delivery.DeliveryNotes;
import org.vedette.core.flow.Ports;
import org.vedette.core.settings.CoreSettings;

/** Decides which mail goes to whom, and hears of the changes that some of them are about. */
public final class MailDesk implements UserMails, WriteListener, AutoCloseable {
  private static final String MAIL = "mail";

  /** Which of a user's languages mails speak. */
  private static final String KIND = "text";

  private static final Actor CORE = new Actor("core", "server", "");

  private final Ports ports;
  private final Values values;
  private final Welcomes welcomes;
  private final MailQueue queue;

  /** Sends through the outbox of {@code ports}. */
  public MailDesk(Ports ports, DeliveryNotes notes) {
    this(ports, new MailQueue(ports.outbox(), notes));
  }

  MailDesk(Ports ports, MailQueue queue) {
    this.ports = ports;
    this.values = new Values(ports);
    this.welcomes = new Welcomes(ports.registers());
    this.queue = queue;
  }

  @Override
  public void tell(Event event, User user, Map<String, String> fields) {
    if (isWanted(event)) {
      queue.later(() -> send(event, user, fields, CORE));
    }
  }

  @Override
  public void tellAdministrators(Event event, List<String> to, Map<String, String> fields) {
    List<String> addresses = to.isEmpty() ? settings().mails().administrators() : List.copyOf(to);
    if (!addresses.isEmpty()) {
      queue.later(
          () -> {
            Map<String, String> all = new HashMap<>(values.ofNobody(settings()));
            all.putAll(fields);
            administrators(event, addresses, all, Optional.empty(), CORE);
          });
    }
  }

  @Override
  public void tellPin(User user, Secret pin) {
    if (hindrance(user).isPresent()) {
      pin.close();
      return;
    }
    queue.later(
        () ->
            toUser(Event.PIN.template(), user, values.of(user, settings()), pin, CORE, List.of()));
  }

  @Override
  public Optional<String> hindrance(User user) {
    if (!settings().mails().toUsers()) {
      return Optional.of("mails to users are off: setting mailToUsers of org.vedette.core");
    }
    return user.mailAddress().isEmpty()
        ? Optional.of("the user has no address for mail")
        : Optional.empty();
  }

  /** Tells administrators of a report of fraud. */
  public void fraud(User user, Map<String, String> fields) {
    tell(Event.FRAUD, user, fields);
  }

  /** Tells a user of a lockout, by the id alone: nothing is read on the calling thread. */
  public void lockedOut(UUID user, Instant until) {
    if (isWanted(Event.LOCKOUT)) {
      queue.later(
          () ->
              ports
                  .records()
                  .find(User.TYPE, user)
                  .ifPresent(
                      found ->
                          send(Event.LOCKOUT, found, Map.of("until", Values.time(until)), CORE)));
    }
  }

  @Override
  public void written(List<Written> records, Actor actor) {
    if ((isWanted(Event.WELCOME) || isWanted(Event.BLOCK))
        && records.stream().anyMatch(MailDesk::isOfUser)) {
      queue.later(() -> Turn.of(ports.records(), records).forEach(each -> look(each, actor)));
    }
  }

  private static boolean isOfUser(Written written) {
    return Stream.concat(written.before().stream(), written.after().stream())
        .anyMatch(each -> each instanceof User || each instanceof Enrollment);
  }

  private void look(Turn turn, Actor actor) {
    User user = turn.user();
    if (turn.blocked() && isWanted(Event.BLOCK)) {
      user.block()
          .ifPresent(
              block ->
                  send(
                      Event.BLOCK,
                      user,
                      Map.of(
                          "actor",
                          actor.name(),
                          "reason",
                          block.reason(),
                          "until",
                          Values.time(block.until())),
                      actor));
    }
    if (!isWanted(Event.WELCOME) || user.mailAddress().isEmpty()) {
      return;
    }
    boolean became = turn.is() && !turn.was();
    if (became && !isToBeWelcomed(user)) {
      return;
    }
    if (became && welcomes.begin(user.id())) {
      welcome(user, actor);
    } else if (user.enabled() && !welcomes.isRecent(user.id(), now())) {
      turn.added()
          .forEach(
              each ->
                  send(
                      Event.NEW_DEVICE,
                      user,
                      Map.of("method", values.label(each.method()), "label", each.label()),
                      actor));
    }
  }

  /** Users from a directory are welcomed only if their item of synchronization says so. */
  private boolean isToBeWelcomed(User user) {
    return ports
        .records()
        .find(DirectoryLink.TYPE, user.id())
        .filter(link -> "false".equals(link.imported().get(DirectoryLink.MAILS)))
        .isEmpty();
  }

  private void welcome(User user, Actor actor) {
    try {
      values
          .first(user)
          .ifPresent(
              first ->
                  toUser(
                      Welcomes.template(first),
                      user,
                      values.of(user, settings()),
                      Secret.of(""),
                      actor,
                      List.of(welcomes.done(user.id(), now()))));
    } finally {
      welcomes.end(user.id());
    }
  }

  private boolean isWanted(Event event) {
    return event.forAdministrators()
        ? !settings().mails().administrators().isEmpty()
        : settings().mails().toUsers();
  }

  private void send(Event event, User user, Map<String, String> fields, Actor actor) {
    Map<String, String> all = new HashMap<>(values.of(user, settings()));
    all.putAll(fields);
    if (event.forAdministrators()) {
      administrators(event, settings().mails().administrators(), all, Optional.of(user), actor);
    } else {
      toUser(event.template(), user, all, Secret.of(""), actor, List.of());
    }
  }

  private void administrators(
      Event event,
      List<String> addresses,
      Map<String, String> fields,
      Optional<User> about,
      Actor actor) {
    String language = settings().language().toLanguageTag();
    for (String to : addresses) {
      queue.send(
          new Message(MAIL, to, event.template(), language, fields, Secret.of("")),
          about,
          actor,
          List.of());
    }
  }

  private void toUser(
      String template,
      User user,
      Map<String, String> fields,
      Secret secret,
      Actor actor,
      List<RegisterWrite> whenSent) {
    String language =
        Optional.ofNullable(user.languages().get(KIND))
            .orElseGet(() -> settings().language().toLanguageTag());
    user.mailAddress()
        .ifPresentOrElse(
            to ->
                queue.send(
                    new Message(MAIL, to, template, language, fields, secret),
                    Optional.of(user),
                    actor,
                    whenSent),
            secret::close);
  }

  private CoreSettings settings() {
    return ports.settings().get();
  }

  private Instant now() {
    return ports.clock().instant();
  }

  /** Sends no more; what is being sent has a second. */
  @Override
  public void close() {
    queue.close();
  }
}

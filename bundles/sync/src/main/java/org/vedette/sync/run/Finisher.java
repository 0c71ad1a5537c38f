package org.vedette.sync.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.enroll.EnrollmentOrder;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;
import org.vedette.sync.plan.Marks;

/**
 * Does for new users what cannot be part of the change that adds them: enrolls them, and sends a
 * first PIN. What is left to do stands in the link, so that a run that was killed in between does
 * it later, and nobody does it twice. For one thread.
 */
final class Finisher {
  /**
   * Whom to do it for.
   *
   * @param user the user
   * @param link the link, as stored
   * @param item the item that says how
   */
  record Person(User user, DirectoryLink link, SyncItem item) {}

  private final Ports ports;
  private final Records records;
  private final Optional<ChangeLog> log;
  private final Patience patience;
  private final Tally tally;
  private final Actor actor;

  Finisher(
      Ports ports,
      Records records,
      Optional<ChangeLog> log,
      Patience patience,
      Tally tally,
      Actor actor) {
    this.ports = ports;
    this.records = records;
    this.log = log;
    this.patience = patience;
    this.tally = tally;
    this.actor = actor;
  }

  void finish(List<Person> people) throws Halt {
    Optional<EnrollmentService> service = ports.enrollments().get();
    if (log.isEmpty() || people.isEmpty() || service.isEmpty()) {
      return;
    }
    List<Change> links = new ArrayList<>();
    for (Person person : people) {
      TreeSet<String> left = Marks.todo(person.link());
      boolean some = left.contains(Marks.ENROLL) && enroll(person, service.get());
      if (some) {
        left.remove(Marks.ENROLL);
      }
      if (left.contains(Marks.PIN) && pin(person, service.get())) {
        left.remove(Marks.PIN);
        some = true;
      }
      if (some) {
        links.add(Change.put(DirectoryLink.TYPE, Marks.todo(person.link(), left)));
      }
    }
    for (Change link : links) {
      patience.written(log.get().append(link, actor));
    }
  }

  private boolean enroll(Person person, EnrollmentService service) throws Halt {
    Optional<String> method = person.item().profile().method();
    Optional<String> mode = person.item().profile().mode();
    if (method.isEmpty() || mode.isEmpty() || isEnrolled(person.user(), method.get())) {
      return true;
    }
    boolean reachable =
        method.get().equals("mail")
            ? person.user().mailAddress().isPresent()
            : person.user().phone().isPresent();
    if (!reachable) {
      return false;
    }
    EnrollResult result =
        patience.written(
            service.add(
                new EnrollmentOrder(
                    person.user().id(), method.get(), mode.get(), "", Map.of(), Optional.empty()),
                actor));
    return result.match(
        enrolled -> true,
        rejected -> {
          tell(person, "not enrolled in " + method.get() + ": " + rejected.message());
          return false;
        },
        notStored -> {
          tell(person, "not enrolled in " + method.get() + " yet: it could not be stored");
          return false;
        });
  }

  private boolean isEnrolled(User user, String method) {
    return records.ownedBy(Enrollment.TYPE, user.id()).stream()
        .anyMatch(it -> it.method().equals(method));
  }

  /** A PIN that nobody could be told is not made. */
  private boolean pin(Person person, EnrollmentService service) throws Halt {
    if (records.find(Pin.TYPE, person.user().id()).isPresent()) {
      tell(person, "has a PIN already, which is left as it is");
      return true;
    }
    Optional<UserMails> mails = ports.mails().get();
    Optional<String> hindrance =
        mails.isEmpty() ? Optional.of("core is missing") : mails.get().hindrance(person.user());
    if (hindrance.isPresent()) {
      tell(person, "no first PIN: " + hindrance.get());
      return false;
    }
    Secret pin = service.proposePin(person.user());
    Optional<EnrollResult> wrong =
        patience.written(service.setPin(person.user().id(), Optional.of(pin), true, actor));
    if (wrong.isPresent()) {
      pin.close();
      tell(person, "no first PIN: it could not be stored");
      return false;
    }
    mails.orElseThrow().tellPin(person.user(), pin);
    return true;
  }

  private void tell(Person person, String what) {
    tally.count("odd");
    tally.line(
        new SyncRun.Line(
            person.link().directory(),
            person.link().entry(),
            person.user().username(),
            "odd",
            what));
  }
}

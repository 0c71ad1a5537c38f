package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.primary.PrimaryVerdict;

/**
 * Checks a password: finds the user's entry as the service account, then binds with its DN.
 *
 * <p>A name without an entry, or with several, goes the same way with a DN that does not exist, so
 * that it cannot be told from a wrong password. Blocks the calling thread.
 */
final class BindCheck {
  private static final String AMBIGUOUS = "ambiguous: more than one entry has that name";
  private static final String UNKNOWN = "no entry has that name";
  private static final int LONGEST_NAME = 256;

  /**
   * What was found.
   *
   * @param verdict the answer
   * @param pause how long to hold it back
   */
  record Checked(PrimaryVerdict verdict, Duration pause) {}

  /**
   * What is asked.
   *
   * @param name the user's name
   * @param password the password, not empty
   * @param groups whether groups are wanted
   */
  record Question(LoginName name, byte[] password, boolean groups) {}

  /** Whose password is tried: an entry or a template's DN; neither for nobody's. */
  private record Subject(
      Optional<String> dn,
      Optional<SearchResultEntry> entry,
      Optional<ServerAddress> at,
      String whyNobody) {
    private static Subject nobody(String why) {
      return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), why);
    }
  }

  private final List<Server> servers;
  private final UserSearch search;
  private final String absentDn;
  private final BindTimes times;

  BindCheck(List<Server> servers, UserSearch search, BindTimes times, String baseDn) {
    this.servers = servers;
    this.search = search;
    this.times = times;
    this.absentDn = "cn=no-such-user-" + UUID.randomUUID() + "," + baseDn;
  }

  /**
   * Asks the servers in order until one answers.
   *
   * @param late one that has been asked already and did not answer in time
   */
  Checked check(Question question, Budget budget, Optional<Server> late) {
    List<String> troubles = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      Server server = servers.get(i);
      if (late.filter(server::equals).isPresent()) {
        troubles.add(server.address() + ": no answer in time");
        continue;
      }
      if (budget.spent()) {
        troubles.add("the deadline passed");
        break;
      }
      boolean others =
          servers.subList(i + 1, servers.size()).stream().anyMatch(s -> s.trouble().isEmpty());
      try {
        return checkAt(server, question, budget, others);
      } catch (NoAnswerException noAnswer) {
        troubles.add(noAnswer.why());
      }
    }
    return now(new PrimaryVerdict.Unreachable(String.join("; ", troubles)));
  }

  private Checked checkAt(Server server, Question question, Budget budget, boolean others)
      throws NoAnswerException {
    Subject subject = find(server, question, budget.limit(others));
    if (subject.dn().isEmpty()) {
      Duration spent =
          timed(server, absentDn, Optional.empty(), question, budget.limit(others)).took();
      Duration missing = times.typical().minus(spent);
      return new Checked(
          new PrimaryVerdict.Refused(subject.whyNobody()),
          missing.isNegative() ? Duration.ZERO : missing);
    }
    Timed bind = timed(server, subject.dn().get(), subject.at(), question, budget.limit(others));
    times.add(bind.took());
    if (bind.answer() instanceof BindAnswer.Wrong wrong) {
      return now(refused(wrong));
    }
    Optional<SearchResultEntry> entry = subject.entry();
    if (entry.isEmpty() && search.readsEntry(question.groups())) {
      entry = Optional.of(read(server, subject.dn().get(), question, budget.limit(others)));
    }
    return now(search.confirmed(entry, question.groups()));
  }

  /** Whether nobody can have this name. */
  static boolean isNobody(LoginName name) {
    return name.brief().isEmpty() || name.full().length() > LONGEST_NAME;
  }

  /** Returns the verdict when the directory said no to this user. */
  static PrimaryVerdict refused(BindAnswer.Wrong wrong) {
    return new PrimaryVerdict.Refused(wrong.detail(), wrong.attributes());
  }

  private Subject find(Server server, Question question, Duration limit) throws NoAnswerException {
    LoginName name = question.name();
    if (isNobody(name)) {
      return Subject.nobody(UNKNOWN);
    }
    Optional<String> templateDn = search.templateDn(name);
    if (templateDn.isPresent()) {
      return new Subject(templateDn, Optional.empty(), Optional.empty(), UNKNOWN);
    }
    try {
      UserSearch.Found answer =
          server.search(connection -> search.find(connection, name, question.groups(), limit));
      List<SearchResultEntry> found = answer.entries();
      if (found.size() == 1 && !found.get(0).getDN().isBlank()) {
        return new Subject(
            Optional.of(found.get(0).getDN()), Optional.of(found.get(0)), answer.at(), UNKNOWN);
      }
      return Subject.nobody(found.isEmpty() ? UNKNOWN : AMBIGUOUS);
    } catch (LDAPException answer) {
      throw searchFailed(server, answer);
    }
  }

  /** Reads the entry of a template's DN. Without it a rule about groups could be passed by. */
  private SearchResultEntry read(Server server, String dn, Question question, Duration limit)
      throws NoAnswerException {
    try {
      return server
          .search(connection -> search.read(connection, dn, question.groups(), limit))
          .orElseThrow(
              () ->
                  new NoAnswerException(
                      server.address() + ": the user's entry cannot be read; set a bindDn"));
    } catch (LDAPException answer) {
      throw searchFailed(server, answer);
    }
  }

  private static NoAnswerException searchFailed(Server server, LDAPException answer) {
    return new NoAnswerException(
        server.address() + ": the search failed: " + Causes.answer(answer));
  }

  private record Timed(BindAnswer answer, Duration took) {}

  private Timed timed(
      Server server, String dn, Optional<ServerAddress> at, Question question, Duration limit)
      throws NoAnswerException {
    long start = System.nanoTime();
    BindAnswer answer = bind(server, dn, at, question.password(), limit);
    return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
  }

  private BindAnswer bind(
      Server server, String dn, Optional<ServerAddress> at, byte[] password, Duration limit)
      throws NoAnswerException {
    BindAnswer answer;
    SimpleBindRequest request = new SimpleBindRequest(dn, password, search.bindControls());
    request.setResponseTimeoutMillis(limit.toMillis());
    try {
      answer =
          at.isPresent()
              ? search.elsewhere().bind(at.get(), request)
              : server.bind(connection -> BindAnswer.of(connection.bind(request)));
    } catch (LDAPException failure) {
      answer =
          failure.getResultCode().equals(ResultCode.REFERRAL)
              ? search.elsewhere().bind(failure.getReferralURLs(), request)
              : BindAnswer.of(failure);
    }
    if (answer instanceof BindAnswer.Undecided undecided) {
      throw new NoAnswerException(server.address() + ": " + undecided.why());
    }
    if (answer instanceof BindAnswer.Misconfigured misconfigured) {
      throw new NoAnswerException(server.address() + ": " + misconfigured.why());
    }
    return answer;
  }

  private static Checked now(PrimaryVerdict verdict) {
    return new Checked(verdict, Duration.ZERO);
  }
}

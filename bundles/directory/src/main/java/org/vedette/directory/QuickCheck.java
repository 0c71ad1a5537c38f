package org.vedette.directory;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.directory.BindCheck.Question;

/**
 * Checks a password where that is one bind and no more: the settings make the DN of the name, and
 * nothing is read of the entry. Takes no thread while the server thinks. What is not a plain yes or
 * no is left to {@link BindCheck}.
 */
final class QuickCheck {
  private final List<Server> servers;
  private final UserSearch search;
  private final BindTimes times;
  private final QuickBinds binds;

  QuickCheck(List<Server> servers, UserSearch search, BindTimes times, QuickBinds binds) {
    this.servers = servers;
    this.search = search;
    this.times = times;
    this.binds = binds;
  }

  /** Told once what came of a check. */
  interface Outcome {
    /** It is decided. */
    void verdict(PrimaryVerdict verdict);

    /**
     * It is not.
     *
     * @param late the server that did not answer in time, if it was that
     */
    void undecided(Optional<Server> late);
  }

  /**
   * Begins a check.
   *
   * @return false when it has to be done otherwise; nobody is told then
   */
  boolean begin(Question question, Budget budget, Outcome outcome) {
    if (BindCheck.isNobody(question.name()) || search.readsEntry(question.groups())) {
      return false;
    }
    Optional<String> dn = search.templateDn(question.name());
    List<Server> usable = servers.stream().filter(it -> it.trouble().isEmpty()).toList();
    if (dn.isEmpty() || usable.isEmpty()) {
      return false;
    }
    Server server = usable.get(0);
    Optional<BindLines> lines = binds.to(server);
    if (lines.isEmpty()) {
      return false;
    }
    Control[] controls = search.bindControls();
    long start = System.nanoTime();
    try {
      BindLine.Bind bind =
          new BindLine.Bind(
              id -> BindMessages.bind(id, dn.get(), question.password(), controls),
              budget.limit(usable.size() > 1).toNanos(),
              lines.get().now(),
              answer -> {
                if (answer instanceof LineAnswer.Said) {
                  times.add(Duration.ofNanos(System.nanoTime() - start));
                }
                tell(server, question, answer, outcome);
              });
      return lines.get().offer(bind);
    } catch (NoAnswerException tooLate) {
      return false;
    }
  }

  private void tell(Server server, Question question, LineAnswer answer, Outcome outcome) {
    if (answer instanceof LineAnswer.Said said) {
      said(server, question, said.result(), outcome);
    } else if (answer instanceof LineAnswer.Late) {
      server.late();
      outcome.undecided(Optional.of(server));
    } else {
      outcome.undecided(Optional.empty());
    }
  }

  private void said(Server server, Question question, BindResult result, Outcome outcome) {
    BindAnswer answer =
        result.getResultCode().equals(ResultCode.SUCCESS)
            ? BindAnswer.of(result)
            : BindAnswer.of(new LDAPBindException(result));
    if (answer instanceof BindAnswer.Right) {
      server.answered();
      outcome.verdict(search.confirmed(Optional.empty(), question.groups()));
    } else if (answer instanceof BindAnswer.Wrong wrong) {
      server.answered();
      outcome.verdict(BindCheck.refused(wrong));
    } else {
      outcome.undecided(Optional.empty());
    }
  }
}

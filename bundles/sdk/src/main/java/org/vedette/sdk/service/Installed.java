package org.vedette.sdk.service;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Lockouts;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.delivery.TextDesk;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.lifecycle.CapabilityDesk;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.primary.LocalPasswords;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.report.ReportDesk;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.ChallengeStore;
import org.vedette.api.state.Journal;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;
import org.vedette.api.sync.SyncDesk;
import org.vedette.api.token.TokenDesk;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Problem;

/**
 * The services there is one of. Each may be missing at any time: asking for it then is a problem
 * "not installed".
 */
@Component(service = Installed.class)
public final class Installed {
  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Records records;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable ChangeLog changeLog;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable EnrollmentService enrollmentService;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Lockouts lockouts;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable LocalPasswords localPasswords;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable AuditLog auditLog;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable AccountingSessions accountingSessions;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Journal journal;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable ChallengeStore challengeStore;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable SecretVault secretVault;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable AuthenticationService authenticationService;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable ConfigurationAdmin configurationAdmin;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable MetaTypeService metaTypeService;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable RadiusDesk radiusDesk;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable CapabilityDesk capabilityDesk;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable TokenDesk tokenDesk;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable PolicyDesk policyDesk;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable TextDesk textDesk;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable UserMails userMails;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable ReportDesk reportDesk;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable SyncDesk syncDesk;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Cluster cluster;

  /** Nothing is there yet. */
  @Activate
  public Installed() {}

  /** Returns the durable records. */
  public Records records() {
    return need(records, "store");
  }

  /** Returns where changes are written. */
  public ChangeLog changeLog() {
    return need(changeLog, "store (change log)");
  }

  /** Returns what the method of an enrollment tells of it; nothing while core is replaced. */
  public Map<String, String> stateOf(Enrollment enrollment) {
    EnrollmentService service = enrollmentService;
    return service == null ? Map.of() : service.state(enrollment);
  }

  /** Returns what enrolls users. */
  public EnrollmentService enrollments() {
    return need(enrollmentService, "core (enrollment)");
  }

  /** Returns what tells and ends lockouts. */
  public Lockouts lockouts() {
    return need(lockouts, "core (lockouts)");
  }

  /** Returns what sets passwords of built-in accounts. */
  public LocalPasswords localPasswords() {
    return need(localPasswords, "primary.local");
  }

  /** Returns the audit record. */
  public AuditLog auditLog() {
    return need(auditLog, "audit");
  }

  /** Returns the sessions that clients report. */
  public AccountingSessions accountingSessions() {
    return need(accountingSessions, "accounting");
  }

  /** Returns the vault. */
  public SecretVault vault() {
    return need(secretVault, "vault");
  }

  /** Returns the platform's configurations. */
  public ConfigurationAdmin configurations() {
    return need(configurationAdmin, "configuration admin");
  }

  /** Returns the descriptions of settings. */
  public MetaTypeService metatype() {
    return need(metaTypeService, "metatype service");
  }

  /** Returns what updates, enables and disables capabilities. */
  public CapabilityDesk capabilities() {
    return need(capabilityDesk, "lifecycle");
  }

  /** Returns the inventory of hardware tokens. */
  public TokenDesk tokens() {
    return need(tokenDesk, "method.oath");
  }

  /** Returns what takes users over from directories. */
  public SyncDesk sync() {
    return need(syncDesk, "sync");
  }

  /** Returns the servers that work as one. */
  public Cluster cluster() {
    return need(cluster, "replication");
  }

  /** Returns the servers that work as one, if replication is there. */
  public Optional<Cluster> findCluster() {
    return Optional.ofNullable(cluster);
  }

  /** Returns what answers questions about policy. */
  public PolicyDesk policy() {
    return need(policyDesk, "core (policy)");
  }

  /** Returns what knows the texts of messages. */
  public TextDesk texts() {
    return need(textDesk, "core (texts)");
  }

  /** Passes if {@code user} would get a mail, and says why not otherwise. */
  public void mailsTo(User user) {
    need(userMails, "core (mails)")
        .hindrance(user)
        .ifPresent(
            why -> {
              throw Problem.field("mail", why);
            });
  }

  /** Returns what sends mails if it is there. */
  public Optional<UserMails> findMails() {
    return Optional.ofNullable(userMails);
  }

  /** Returns what makes reports. */
  public ReportDesk reports() {
    return need(reportDesk, "report");
  }

  /** Returns what administrators see of the RADIUS listener. */
  public RadiusDesk radius() {
    return need(radiusDesk, "radius");
  }

  /** Returns the journal if it is there. */
  public Optional<Journal> findJournal() {
    return Optional.ofNullable(journal);
  }

  /** Returns the records if they are there. */
  public Optional<Records> findRecords() {
    return Optional.ofNullable(records);
  }

  /** Returns the lockouts if they are there. */
  public Optional<Lockouts> findLockouts() {
    return Optional.ofNullable(lockouts);
  }

  /** Returns the open challenges if they are there. */
  public Optional<ChallengeStore> findChallenges() {
    return Optional.ofNullable(challengeStore);
  }

  /** Returns the platform's configurations if they are there. */
  public Optional<ConfigurationAdmin> findConfigurations() {
    return Optional.ofNullable(configurationAdmin);
  }

  /** Returns the vault if it is there. */
  public Optional<SecretVault> findVault() {
    return Optional.ofNullable(secretVault);
  }

  /** Returns which of the services without which nobody can sign in are missing. */
  public List<String> missing() {
    List<String> names = new ArrayList<>();
    if (authenticationService == null) {
      names.add("core");
    }
    if (records == null) {
      names.add("store");
    }
    if (journal == null) {
      names.add("state");
    }
    return List.copyOf(names);
  }

  private static <S> S need(@Nullable S service, String what) {
    if (service == null) {
      throw Problem.notInstalled(what);
    }
    return service;
  }
}

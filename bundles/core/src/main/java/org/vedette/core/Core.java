package org.vedette.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Lockouts;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Waiting;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Resynchroniser;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.ChallengeStore;
import org.vedette.api.state.Claims;
import org.vedette.api.state.Journal;
import org.vedette.api.state.Registers;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.PasswordThrottle;
import org.vedette.core.delivery.DeliveryNotes;
import org.vedette.core.delivery.Gateways;
import org.vedette.core.delivery.IncomingDesk;
import org.vedette.core.delivery.OpenQuestions;
import org.vedette.core.delivery.Outbox;
import org.vedette.core.delivery.TextEditor;
import org.vedette.core.enrolling.EnrollmentDesk;
import org.vedette.core.enrolling.LockoutDesk;
import org.vedette.core.flow.Candidates;
import org.vedette.core.flow.Ports;
import org.vedette.core.flow.SignInFlow;
import org.vedette.core.mail.MailDesk;
import org.vedette.core.policy.Policies;
import org.vedette.core.settings.CoreSettings;
import org.vedette.core.text.Drafts;
import org.vedette.core.text.Texts;

/**
 * The core as a component. Capabilities (primary authenticators, methods) come and go while it
 * runs; when one of the stores it cannot do without is replaced, so is this component: it drains
 * what runs, hands on the rest, and the listeners ask its successor.
 */
@Component(
    service = {AuthenticationService.class, Capability.class},
    configurationPid = CoreConfig.PID,
    property = Capability.PROPERTY + "=core")
@Designate(ocd = CoreConfig.class)
@ReplicatedSettings(CoreConfig.PID)
public final class Core implements AuthenticationService, Capability {
  private static final Logger LOG = LoggerFactory.getLogger(Core.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final String THROTTLE = "org.vedette.core/throttle";
  private static final String QUESTIONS = "org.vedette.core/questions";
  private static final Duration HANDOVER_LIFE = Duration.ofMinutes(1);

  private final ServiceDirectory<String, PrimaryAuthenticator> primaries = new ServiceDirectory<>();
  private final ServiceDirectory<String, AuthenticationMethod> methods = new ServiceDirectory<>();
  private final ServiceDirectory<String, Enroller> enrollers = new ServiceDirectory<>();
  private final ServiceDirectory<String, Resynchroniser> resynchronisers = new ServiceDirectory<>();
  private final ServiceDirectory<String, DirectorySource> sources = new ServiceDirectory<>();
  private final Gateways gateways = new Gateways();
  private final Versions versions;
  private final PasswordThrottle throttle;
  private final OpenQuestions questions;
  private final Handover handover;
  private final Policies policies;
  private final String version;
  private final SignInFlow flow;
  private final List<ServiceRegistration<?>> desks;
  private final MailDesk mails;
  private final Offered offered;
  private final NamedDirectories named;
  private volatile CoreSettings settings = CoreSettings.DEFAULTS;
  private volatile Health health = Health.ok();

  /** Joins the parts; DS calls it when all stores are there. */
  @Activate
  public Core(
      @Reference Records records,
      @Reference ChangeLog changes,
      @Reference Journal journal,
      @Reference Claims claims,
      @Reference Registers registers,
      @Reference ChallengeStore challenges,
      @Reference SecretVault vault,
      @Reference Handover handover,
      @Reference Policies policies,
      BundleContext context,
      CoreConfig config) {
    this.handover = handover;
    this.policies = policies;
    version = context.getBundle().getVersion().toString();
    versions = new Versions("core", version);
    throttle = PasswordThrottle.restored(handover.take(THROTTLE));
    questions = OpenQuestions.restored(handover.take(QUESTIONS));
    named = NamedDirectories.of(sources, records);
    InstantSource clock = InstantSource.system();
    Texts texts = new Texts(() -> records.all(TextTemplate.TYPE));
    Outbox outbox = new Outbox(gateways, () -> settings, clock, questions, texts);
    Ports ports =
        new Ports(
            records,
            changes,
            journal,
            claims,
            registers,
            challenges,
            vault,
            primaries,
            methods,
            enrollers,
            resynchronisers,
            outbox,
            policies,
            versions::text,
            clock,
            () -> settings,
            sources);
    DeliveryNotes notes = new DeliveryNotes(journal, vault, clock);
    mails = new MailDesk(ports, notes);
    Failures failures = new Failures(registers, mails::lockedOut);
    Candidates candidates = new Candidates(ports);
    flow = new SignInFlow(ports, failures, candidates, throttle, mails::fraud);
    configure(config);
    desks =
        List.of(
            context.registerService(
                EnrollmentService.class, new EnrollmentDesk(ports, candidates), null),
            context.registerService(Lockouts.class, new LockoutDesk(ports, failures), null),
            context.registerService(
                DeliveryDesk.class, new IncomingDesk(outbox, questions, flow::signal), null));
    offered = new Offered(context, mails, new TextEditor(new Drafts(texts), outbox, notes));
  }

  /** Takes new settings if all of them are right, and keeps the last good ones otherwise. */
  @Modified
  public void configure(CoreConfig config) {
    SettingsReader.Read read = SettingsReader.read(config);
    if (read.problems().isEmpty()) {
      settings = read.settings();
      health = Health.ok();
      return;
    }
    String what = String.join("; ", read.problems());
    LOG.error("Settings are wrong, the last good ones stay. pid={} {}", CoreConfig.PID, what);
    health = Health.critical("settings " + CoreConfig.PID + " are wrong: " + what);
  }

  /** Lets running sign-ins end, and hands on those that have not used anything up. */
  @Deactivate
  public void close() {
    desks.forEach(ServiceRegistration::unregister);
    offered.close();
    flow.close(DRAIN);
    mails.close();
    handover.leave(THROTTLE, throttle.image(), HANDOVER_LIFE);
    handover.leave(QUESTIONS, questions.image(), HANDOVER_LIFE);
  }

  @Reference(
      service = PrimaryAuthenticator.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      bind = "addPrimary",
      unbind = "removePrimary")
  void addPrimary(PrimaryAuthenticator service, Map<String, Object> properties) {
    Keyed.add(primaries, PrimaryAuthenticator.PROPERTY, service, properties);
  }

  void removePrimary(PrimaryAuthenticator service, Map<String, Object> properties) {
    Keyed.remove(primaries, PrimaryAuthenticator.PROPERTY, service, properties);
  }

  @Reference(
      service = DirectorySource.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      bind = "addSource",
      unbind = "removeSource")
  void addSource(DirectorySource service, Map<String, Object> properties) {
    Keyed.add(sources, DirectoryProbe.PROPERTY, service, properties);
  }

  void removeSource(DirectorySource service, Map<String, Object> properties) {
    Keyed.remove(sources, DirectoryProbe.PROPERTY, service, properties);
  }

  @Reference(
      service = AuthenticationMethod.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      bind = "addMethod",
      unbind = "removeMethod")
  void addMethod(AuthenticationMethod service, Map<String, Object> properties) {
    Keyed.add(methods, AuthenticationMethod.PROPERTY, service, properties);
  }

  void removeMethod(AuthenticationMethod service, Map<String, Object> properties) {
    Keyed.remove(methods, AuthenticationMethod.PROPERTY, service, properties);
  }

  @Reference(
      service = Enroller.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      bind = "addEnroller",
      unbind = "removeEnroller")
  void addEnroller(Enroller service, Map<String, Object> properties) {
    Keyed.add(enrollers, AuthenticationMethod.PROPERTY, service, properties);
  }

  void removeEnroller(Enroller service, Map<String, Object> properties) {
    Keyed.remove(enrollers, AuthenticationMethod.PROPERTY, service, properties);
  }

  @Reference(
      service = Resynchroniser.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      bind = "addResynchroniser",
      unbind = "removeResynchroniser")
  void addResynchroniser(Resynchroniser service, Map<String, Object> properties) {
    Keyed.add(resynchronisers, AuthenticationMethod.PROPERTY, service, properties);
  }

  void removeResynchroniser(Resynchroniser service, Map<String, Object> properties) {
    Keyed.remove(resynchronisers, AuthenticationMethod.PROPERTY, service, properties);
  }

  @Reference(
      service = DeliveryGateway.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      bind = "addGateway",
      unbind = "removeGateway")
  void addGateway(DeliveryGateway service, Map<String, Object> properties) {
    if (!gateways.add(service, properties)) {
      Keyed.ignored(DeliveryGateway.PROPERTY, service);
    }
  }

  void removeGateway(DeliveryGateway service) {
    gateways.remove(service);
  }

  @Reference(
      service = Capability.class,
      target = "(!(" + Capability.PROPERTY + "=core))",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      bind = "addCapability",
      unbind = "removeCapability")
  void addCapability(ServiceReference<Capability> capability) {
    versions.add(id(capability), version(capability));
  }

  void removeCapability(ServiceReference<Capability> capability) {
    versions.remove(id(capability), version(capability));
  }

  private static String id(ServiceReference<Capability> capability) {
    return String.valueOf(capability.getProperty(Capability.PROPERTY));
  }

  /** Asks the bundle, not the capability: that may need the core, which is only being made. */
  private static String version(ServiceReference<Capability> capability) {
    Bundle bundle = capability.getBundle();
    return bundle == null ? "" : bundle.getVersion().toString();
  }

  @Override
  public CompletionStage<Outcome> authenticate(AuthRequest request) {
    return flow.authenticate(request);
  }

  @Override
  public CompletionStage<Outcome> answer(
      ChallengeToken token,
      String username,
      Answer answer,
      Caller caller,
      Waiting waiting,
      Optional<Instant> deadline) {
    return flow.answer(token, username, answer, caller, waiting, deadline);
  }

  @Override
  public CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    return flow.hold(token, username, caller, deadline);
  }

  @Override
  public void abandon(ChallengeToken token, AbandonReason why) {
    flow.abandon(token, why);
  }

  @Override
  public void withdraw(Caller caller) {
    flow.withdraw(caller);
  }

  @Override
  public String id() {
    return "core";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int inFlight() {
    return flow.inFlight();
  }

  @Override
  public Health health() {
    return policies.health(
        health.status() == Health.Status.OK
            ? named.health(settings.names().directories())
            : health);
  }
}

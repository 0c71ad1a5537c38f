package org.vedette.state;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.ChallengeStore;
import org.vedette.api.state.Claims;
import org.vedette.api.state.Journal;
import org.vedette.api.state.Registers;
import org.vedette.api.state.SharedState;
import org.vedette.api.state.StatePeers;
import org.vedette.state.file.DamagedJournalException;
import org.vedette.state.file.DiskFolder;
import org.vedette.state.journal.OpenState;

/**
 * Opens the journal and offers it as services. The services appear only once recovery has
 * succeeded: without them nobody is denied, everything is Unavailable. A folder that cannot be
 * reached is tried again; damage waits for an operator.
 */
@Component(
    service = Capability.class,
    immediate = true,
    configurationPid = StateConfig.PID,
    property = Capability.PROPERTY + "=" + StateComponent.ID)
@Designate(ocd = StateConfig.class)
public final class StateComponent implements Capability {
  static final String ID = "state";
  private static final Logger LOG = LoggerFactory.getLogger(StateComponent.class);
  private static final String IMAGE = "state.image";
  private static final Duration IMAGE_LIFE = Duration.ofMinutes(1);
  private static final int RETRY_SECONDS = 5;

  private final BundleContext context;
  private final Handover handover;
  private final String base;
  private final ScheduledThreadPoolExecutor retry;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private volatile StateSettings settings;
  private volatile @Nullable String badSettings;
  private volatile @Nullable String closedBecause = "it has not been opened";
  private volatile @Nullable OpenState open;
  private @Nullable StatePeers peers;
  private @Nullable DiskFolder folder;

  /** Opens the journal. */
  @Activate
  public StateComponent(BundleContext context, @Reference Handover handover, StateConfig config) {
    this.context = context;
    this.handover = handover;
    this.base = Optional.ofNullable(context.getProperty("karaf.base")).orElse(".");
    this.settings = StateSettings.defaults(base);
    this.retry =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "vedette-state-open");
              thread.setDaemon(true);
              return thread;
            });
    modified(config);
    tryOpen();
  }

  /** Takes new settings; wrong ones are refused as a whole. */
  @Modified
  public void modified(StateConfig config) {
    try {
      settings = StateSettings.of(config, base);
      badSettings = null;
    } catch (IllegalArgumentException wrong) {
      badSettings = wrong.getMessage();
      LOG.error(
          "Settings are refused, the last good ones stay. pid={} cause={}",
          StateConfig.PID,
          wrong.getMessage());
    }
  }

  /** The other servers of the cluster have come. */
  @Reference(
      unbind = "leave",
      service = StatePeers.class,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public synchronized void join(StatePeers others) {
    peers = others;
    OpenState state = open;
    if (state != null) {
      state.sharing().join(others);
    }
  }

  /** They have gone; called after those that take their place have come. */
  public synchronized void leave(StatePeers others) {
    if (peers == others) {
      peers = null;
    }
    OpenState state = open;
    if (state != null) {
      state.sharing().leave(others);
    }
  }

  private synchronized void tryOpen() {
    if (open != null || retry.isShutdown()) {
      return;
    }
    try {
      DiskFolder opened = DiskFolder.open(settings.directory());
      try {
        start(opened);
      } catch (IOException | RuntimeException failure) {
        opened.close();
        throw failure;
      }
    } catch (DamagedJournalException damage) {
      refuse("it is damaged: " + damage.getMessage() + "; restore the folder from a backup");
    } catch (IOException unreachable) {
      refuse("its folder cannot be used: " + unreachable);
      retry.schedule(this::tryOpen, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void start(DiskFolder opened) throws IOException {
    Optional<byte[]> image =
        handover.take(IMAGE).filter(byte[].class::isInstance).map(byte[].class::cast);
    OpenState state = new OpenState(opened, () -> settings.limits(), InstantSource.system(), image);
    folder = opened;
    open = state;
    closedBecause = null;
    registrations.add(context.registerService(Journal.class, state, null));
    StatePeers others = peers;
    if (others != null) {
      state.sharing().join(others);
    }
    registrations.add(context.registerService(SharedState.class, state.sharing(), null));
    registrations.add(context.registerService(Claims.class, state.sharing().claims(), null));
    registrations.add(context.registerService(Registers.class, state.tables().registers(), null));
    registrations.add(
        context.registerService(ChallengeStore.class, state.tables().challenges(), null));
  }

  private void refuse(String why) {
    if (!why.equals(closedBecause)) {
      LOG.error(
          "The journal is not opened: no sign-in is granted. directory={} cause={}",
          settings.directory(),
          why);
    }
    closedBecause = why;
  }

  /** Withdraws the services, writes what waits, leaves the image for a successor. */
  @Deactivate
  public synchronized void close() {
    retry.shutdownNow();
    registrations.forEach(ServiceRegistration::unregister);
    registrations.clear();
    OpenState state = open;
    open = null;
    if (state != null) {
      state.close().ifPresent(this::leave);
    }
    DiskFolder opened = folder;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException failure) {
        LOG.debug("Closing the folder of the journal failed. cause={}", failure.toString());
      }
    }
  }

  private void leave(byte[] image) {
    try {
      handover.leave(IMAGE, image, IMAGE_LIFE);
    } catch (IllegalArgumentException noRoom) {
      LOG.debug("The image was not handed over. cause={}", noRoom.getMessage());
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return context.getBundle().getVersion().toString();
  }

  @Override
  public Health health() {
    String closed = closedBecause;
    String bad = badSettings;
    OpenState state = open;
    if (closed != null || state == null) {
      return Health.critical("The journal is not open: " + closed);
    }
    if (bad != null) {
      return Health.critical("Settings of " + StateConfig.PID + " are refused: " + bad);
    }
    return state.health();
  }
}

package org.vedette.gateway.sip;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.gateway.sip.prompt.Prompts;

/** The sounds that all gateways of this bundle play. */
@Component(name = PromptsComponent.PID, service = PromptsComponent.class)
@Designate(ocd = PromptsConfig.class)
public final class PromptsComponent {
  /** PID of its local settings. */
  static final String PID = "org.vedette.gateway.sip.prompts";

  private static final Logger LOG = LoggerFactory.getLogger(PromptsComponent.class);
  private static final String BASE = "${karaf.base}";
  private static final long LOOK_SECONDS = 30;

  private final Prompts prompts = new Prompts();
  private final GatewayCapability capability;
  private final String base;
  private final ScheduledExecutorService looking;
  private volatile String folder;

  /** Made by DS. */
  @Activate
  public PromptsComponent(
      BundleContext context, PromptsConfig config, @Reference GatewayCapability capability) {
    this.capability = capability;
    this.base = Optional.ofNullable(context.getProperty("karaf.base")).orElse(".");
    this.folder = config.folder();
    this.looking =
        Executors.newSingleThreadScheduledExecutor(
            run -> {
              Thread thread = new Thread(run, "vedette-gateway-sip-prompts");
              thread.setDaemon(true);
              return thread;
            });
    capability.gateways().add(PID, prompts::health);
    looking.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Modified
  void modified(PromptsConfig config) {
    folder = config.folder();
    looking.execute(this::look);
  }

  private void look() {
    try {
      prompts.refresh(Path.of(folder.replace(BASE, base)));
    } catch (RuntimeException fault) {
      LOG.error("Own sounds could not be read: pid={} key=folder why={}", PID, fault.toString());
    }
  }

  Prompts prompts() {
    return prompts;
  }

  @Deactivate
  void deactivate() {
    capability.gateways().remove(PID);
    looking.shutdownNow();
  }
}

package org.vedette.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the platform's file installer watch {@code deploy/}, once the server has started and we look
 * at what it finds. Were it watched from the beginning, a jar lying there would become a bundle of
 * its own at every start without the platform's cache, before the capability it belongs to is
 * there.
 */
final class DeployWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(DeployWatcher.class);
  private static final String FACTORY = "org.apache.felix.fileinstall";
  private static final String DIR = "felix.fileinstall.dir";

  private final BundleContext context;
  private final Path base;
  private final Path temporary;

  DeployWatcher(BundleContext context, Path base, Path temporary) {
    this.context = context;
    this.base = base;
    this.temporary = temporary;
  }

  /** Opens the folder unless it is watched already, or this bundle was stopped meanwhile. */
  void open() {
    try {
      openNow();
    } catch (IllegalStateException stopped) {
      LOG.debug("The folder deploy/ is left to the successor. cause={}", stopped.getMessage());
    }
  }

  private void openNow() {
    ServiceReference<ConfigurationAdmin> reference =
        context.getServiceReference(ConfigurationAdmin.class);
    if (reference == null) {
      LOG.error("The folder deploy/ is not watched: there is no configuration admin");
      return;
    }
    try {
      open(context.getService(reference), base.resolve("deploy"), temporary);
    } catch (IOException | InvalidSyntaxException failed) {
      LOG.error("The folder deploy/ is not watched cause={}", failed.getMessage());
    } finally {
      context.ungetService(reference);
    }
  }

  private static void open(ConfigurationAdmin admin, Path folder, Path temporary)
      throws IOException, InvalidSyntaxException {
    Configuration @Nullable [] known =
        admin.listConfigurations("(service.factoryPid=" + FACTORY + ")");
    for (Configuration each : known == null ? new Configuration[0] : known) {
      Dictionary<String, Object> properties = each.getProperties();
      Object dir = properties == null ? null : properties.get(DIR);
      if (dir != null && Path.of(dir.toString()).normalize().equals(folder.normalize())) {
        return;
      }
    }
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(DIR, folder.toString());
    properties.put("felix.fileinstall.tmpdir", temporary.toString());
    properties.put("felix.fileinstall.poll", "1000");
    properties.put("felix.fileinstall.start.level", "80");
    properties.put("felix.fileinstall.active.level", "80");
    properties.put("felix.fileinstall.log.level", "3");
    admin.getFactoryConfiguration(FACTORY, "deploy", null).update(properties);
  }
}

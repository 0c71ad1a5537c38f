package org.vedette.sdk;

import java.time.Duration;
import java.util.Map;
import javax.servlet.Filter;
import javax.ws.rs.core.Application;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.jaxrs.whiteboard.annotations.RequireJaxrsWhiteboard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.signin.CoreCalls;

/**
 * Puts the API up and takes it down, in an order in which no request is lost: requests inside end
 * before the application goes, and new ones are held meanwhile and then wait for the successor.
 */
@Component(service = {})
@RequireJaxrsWhiteboard
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final String NAME = "vedette";
  private static final String BASE = "/api/v1";

  /**
   * A context at the root. The whiteboard would make one at the base of the application instead,
   * which answers 404 for moments while it comes and goes, and no waiting request could be
   * dispatched into it.
   */
  private static final String CONTEXT = "vedette-api";

  private static final String SELECT = "(osgi.http.whiteboard.context.name=" + CONTEXT + ")";

  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Duration REST = Duration.ofMillis(500);

  private final Door door = new Door();
  private final Worker worker;
  private final ServiceRegistration<ServletContextHelper> root;
  private final ServiceRegistration<Filter> filter;
  private final ServiceRegistration<Application> application;

  /** Registers the API; returns when it is served, if the web server is there. */
  @Activate
  public Api(
      BundleContext context,
      @Reference Settings settings,
      @Reference Installed installed,
      @Reference Plugins plugins,
      @Reference Worker worker,
      @Reference CoreCalls core) {
    this.worker = worker;
    Application routes = new ApiApplication(context, settings, installed, plugins, worker, core);
    root =
        context.registerService(
            ServletContextHelper.class,
            new ServletContextHelper(context.getBundle()) {},
            FrameworkUtil.asDictionary(
                Map.of(
                    "osgi.http.whiteboard.context.name",
                    CONTEXT,
                    "osgi.http.whiteboard.context.path",
                    "/",
                    "service.ranking",
                    -1000)));
    filter =
        context.registerService(
            Filter.class,
            door,
            FrameworkUtil.asDictionary(
                Map.of(
                    "osgi.http.whiteboard.filter.name",
                    "vedette-door",
                    "osgi.http.whiteboard.filter.pattern",
                    new String[] {BASE + "/*"},
                    "osgi.http.whiteboard.filter.dispatcher",
                    new String[] {"REQUEST", "ASYNC"},
                    "osgi.http.whiteboard.filter.asyncSupported",
                    true,
                    "osgi.http.whiteboard.context.select",
                    SELECT)));
    application =
        context.registerService(
            Application.class,
            routes,
            FrameworkUtil.asDictionary(
                Map.of(
                    "osgi.jaxrs.name", NAME,
                    "osgi.jaxrs.application.base", BASE,
                    "osgi.http.whiteboard.context.select", SELECT)));
    door.open();
  }

  /** Lets requests inside end, takes the API down, and passes on those that came meanwhile. */
  @Deactivate
  void stop() {
    worker.hurry();
    door.close();
    if (door.drain(DRAIN) > 0) {
      worker.giveUp();
      int left = door.drain(REST);
      if (left > 0) {
        LOG.warn("Requests were still at work when the API was taken down. requests={}", left);
      }
    }
    application.unregister();
    filter.unregister();
    root.unregister();
    door.sendAway();
  }
}

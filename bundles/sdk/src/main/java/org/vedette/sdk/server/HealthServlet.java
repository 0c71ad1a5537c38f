package org.vedette.sdk.server;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.vedette.api.lifecycle.Health;
import org.vedette.sdk.http.HeadersFilter;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** Health for load balancers and monitoring: no details, so no token is needed. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("vedette-health")
@HttpWhiteboardServletPattern({"/health", "/health/live", "/health/ready"})
public final class HealthServlet extends DrainedServlet {
  private static final long serialVersionUID = 1L;

  /**
   * How it feels.
   *
   * @param status ok, warn or critical
   */
  public record HealthBody(String status) implements Json {}

  /**
   * Whether people can sign in.
   *
   * @param status ready or starting
   * @param missing what is not there yet
   */
  public record ReadyBody(String status, List<String> missing) implements Json {}

  private final transient Checkup checkup;

  /** Takes the services. */
  @Activate
  public HealthServlet(@Reference Installed installed, @Reference Plugins plugins) {
    this.checkup = new Checkup(installed, plugins);
  }

  @Deactivate
  void stop() {
    drain();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getServletPath()) {
      case "/health/live" -> answer(response, 200, new HealthBody("ok"));
      case "/health/ready" -> {
        List<String> missing = checkup.missing();
        boolean ready = missing.isEmpty();
        answer(response, ready ? 200 : 503, new ReadyBody(ready ? "ready" : "starting", missing));
      }
      default -> {
        Health.Status status = checkup.health().status();
        answer(
            response,
            status == Health.Status.CRITICAL ? 503 : 200,
            new HealthBody(status.name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private static void answer(HttpServletResponse response, int status, Json body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    HeadersFilter.HEADERS.forEach(response::setHeader);
    response.getWriter().write(JsonCodec.toText(body));
  }
}

package org.vedette.sdk.callback;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.GatewayCallback;
import org.vedette.api.delivery.GatewayCallback.Request;
import org.vedette.api.delivery.GatewayCallback.Response;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.lifecycle.RateLimit;
import org.vedette.sdk.Settings;
import org.vedette.sdk.http.SourceThrottle;
import org.vedette.sdk.service.Worker;

/**
 * Hands requests of providers to the gateway that they name. Nobody logs in here: the gateway
 * checks the signature. So all is limited, nothing waits on a thread, and the log has gateway,
 * method and status only.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("vedette-callbacks")
@HttpWhiteboardServletPattern("/callbacks/*")
@HttpWhiteboardServletAsyncSupported
public final class CallbackServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(CallbackServlet.class);

  /** From the head of the request to the answer. */
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final int MOST_IN_FLIGHT = 256;
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_ADDRESS = 8192;
  private static final int LOG_LINES_PER_MINUTE = 60;
  private static final Set<String> METHODS = Set.of("GET", "POST");

  private final transient Callbacks callbacks;
  private final transient Executor worker;
  private final transient SourceThrottle throttle;
  private final transient Duration gap;
  private final transient InFlight inFlight = new InFlight();
  private final transient Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private final transient RateLimit lines =
      new RateLimit(System::nanoTime, () -> LOG_LINES_PER_MINUTE);

  /** Takes the gateways and what answers are written with. */
  @Activate
  public CallbackServlet(
      @Reference Settings settings, @Reference Callbacks callbacks, @Reference Worker worker) {
    this(
        callbacks,
        worker,
        new SourceThrottle(Clock.systemUTC(), settings::callbacksPerMinute),
        Duration.ofSeconds(5));
  }

  /**
   * Takes what a test chooses.
   *
   * @param gap longest wait for a gateway that is being replaced
   */
  CallbackServlet(Callbacks callbacks, Executor worker, SourceThrottle throttle, Duration gap) {
    this.callbacks = callbacks;
    this.worker = worker;
    this.throttle = throttle;
    this.gap = gap;
  }

  /** Lets running requests end; who is left is told to come again. */
  @Deactivate
  void stop() {
    inFlight.drain(DRAIN);
    running.forEach(each -> each.answer(Response.empty(503)));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Target> target = Target.of(request.getRequestURI());
    int refusal = refusal(request, target);
    if (refusal != 0 || target.isEmpty()) {
      told(target.map(Target::gateway).orElse("none"), request.getMethod(), refusal);
      if (refusal == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
        response.setHeader("Allow", "GET, POST"); // RFC 9110 section 15.5.6
      }
      Exchange.write(response, Response.empty(refusal));
      return;
    }
    begin(target.get(), request);
  }

  /** Returns the status that refuses a request; 0 when it may go on. */
  private int refusal(HttpServletRequest request, Optional<Target> target) {
    String source = request.getRemoteAddr();
    if (throttle.waitSeconds(source) > 0) {
      return 429;
    }
    throttle.count(source);
    String query = request.getQueryString();
    if (request.getRequestURI().length() + (query == null ? 0 : query.length())
        >= LONGEST_ADDRESS) {
      return 414;
    }
    if (!METHODS.contains(request.getMethod())) {
      return 405;
    }
    if (request.getContentLengthLong() > Intake.MOST_OCTETS) {
      return 413;
    }
    if (headers(request).values().stream().mapToInt(List::size).sum() > MOST_HEADERS) {
      return 431;
    }
    if (target.isEmpty() || !callbacks.known(target.get().gateway())) {
      return 404;
    }
    return inFlight.count() >= MOST_IN_FLIGHT ? 503 : 0;
  }

  private void begin(Target target, HttpServletRequest request) throws IOException {
    String method = request.getMethod();
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    Map<String, List<String>> headers = headers(request);
    AsyncContext context = request.startAsync();
    context.setTimeout(DEADLINE.toMillis());
    Exchange exchange = new Exchange(context);
    context.addListener(new Ending(exchange));
    running.add(exchange);
    inFlight.track(
        () ->
            exchange
                .end()
                .whenComplete(
                    (status, none) -> {
                      running.remove(exchange);
                      told(target.gateway(), method, status);
                    }));
    request
        .getInputStream()
        .setReadListener(
            new Intake(
                request.getInputStream(),
                body ->
                    hand(
                        target.gateway(),
                        new Request(method, target.path(), query, headers, body),
                        exchange),
                () -> exchange.answer(Response.empty(413)),
                exchange::lost));
  }

  private void hand(String gateway, Request request, Exchange exchange) {
    callbacks
        .await(gateway, gap)
        .thenCompose(found -> found.map(it -> ask(it, request)).orElseGet(CallbackServlet::missing))
        .exceptionally(fault -> fault(gateway, fault))
        .thenAcceptAsync(response -> exchange.answer(checked(gateway, response)), worker);
  }

  private static CompletionStage<Response> ask(GatewayCallback gateway, Request request) {
    return gateway.handle(request);
  }

  private static CompletionStage<Response> missing() {
    return CompletableFuture.completedFuture(Response.empty(503));
  }

  private static Response fault(String gateway, Throwable fault) {
    Throwable cause = Optional.ofNullable(fault.getCause()).orElse(fault);
    // Its words may hold what was sent.
    LOG.error(
        "A gateway failed at a callback: gateway={} fault={}", gateway, cause.getClass().getName());
    return Response.empty(500);
  }

  private static Response checked(String gateway, Response response) {
    boolean good =
        response.status() >= 200
            && response.status() <= 599
            && response.body().length() <= Intake.MOST_OCTETS;
    return good ? response : fault(gateway, new IllegalArgumentException());
  }

  private void told(String gateway, String method, int status) {
    if (status < 400) {
      LOG.debug("Callback: gateway={} method={} status={}", gateway, method, status);
      return;
    }
    long before = lines.pass(gateway + status);
    if (before != RateLimit.REFUSED) {
      String known = METHODS.contains(method) ? method : "other";
      LOG.info(
          "Callback refused: gateway={} method={} status={} untold={}",
          gateway,
          known,
          status,
          before);
    }
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> all = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      all.computeIfAbsent(name.toLowerCase(Locale.ROOT), none -> new ArrayList<>())
          .addAll(Collections.list(request.getHeaders(name)));
    }
    return all;
  }

  /** The container tells when the time is up and when the caller is gone. */
  private record Ending(Exchange exchange) implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      exchange.answer(Response.empty(503));
    }

    @Override
    public void onError(AsyncEvent event) {
      exchange.lost();
    }

    @Override
    public void onComplete(AsyncEvent event) {
      exchange.lost();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // It is started once.
    }
  }
}

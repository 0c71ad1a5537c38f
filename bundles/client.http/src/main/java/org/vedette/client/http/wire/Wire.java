package org.vedette.client.http.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.vedette.api.net.TrustAnchors;
import org.vedette.client.http.answer.Answer;
import org.vedette.client.http.answer.Verdict;

/**
 * Sends requests: HTTP/1.1 (RFC 9112) with connections kept, over TLS 1.2 or 1.3 with the host name
 * verified. Redirects are not followed, cookies not kept, proxies of the environment not asked.
 */
public final class Wire implements AutoCloseable {
  private static final int MOST_THREADS = 8;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;
  private final HttpClient client;
  private final Selectors selectors;

  /**
   * Makes the client, which takes a few milliseconds.
   *
   * @param name for names of threads
   * @param trusted certificates to trust; none: those that Java trusts
   * @param connecting longest time for connecting
   * @param exchanges how many requests run at most; the caller sees to it
   */
  public Wire(String name, List<X509Certificate> trusted, Duration connecting, int exchanges) {
    int most = Math.min(exchanges, MOST_THREADS);
    AtomicInteger number = new AtomicInteger();
    // Its queue holds steps of requests that run: as many as there are of those, times a few.
    this.threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            run -> {
              Thread thread = new Thread(run, name + "-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            },
            // Comes after close only: what the client would still do is done with.
            new ThreadPoolExecutor.DiscardPolicy());
    threads.allowCoreThreadTimeOut(true);
    SSLContext tls = context(trusted);
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    Selectors.Made made =
        Selectors.make(
            name + "-client",
            () ->
                HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .connectTimeout(connecting)
                    .sslContext(tls)
                    .sslParameters(parameters)
                    .executor(threads)
                    .build());
    this.client = made.client();
    this.selectors = made.selectors();
  }

  private static SSLContext context(List<X509Certificate> trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {TrustAnchors.judge(trusted)}, null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no TLS", broken);
    }
  }

  /**
   * Starts a request. Does not block; cancelling the future ends the exchange and its connection.
   *
   * @throws IllegalArgumentException when it cannot be a request; the message may be secret
   */
  public CompletableFuture<HttpResponse<String>> start(Outgoing outgoing) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(outgoing.url()))
            .method(
                outgoing.method(),
                outgoing.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    outgoing.headers().forEach(each -> request.header(each.name(), each.value()));
    return client.sendAsync(request.build(), headers -> new LimitedBody());
  }

  /**
   * Opens a WebSocket (RFC 6455). Does not block; fails when it is not open in time.
   *
   * @param url with the scheme {@code ws} or {@code wss}
   * @param headers further headers of the handshake
   * @param limit longest time
   */
  public CompletableFuture<WebSocket> open(
      URI url, List<Outgoing.Header> headers, Duration limit, WebSocket.Listener listener) {
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(limit);
    headers.forEach(each -> builder.header(each.name(), each.value()));
    return builder.buildAsync(url, listener);
  }

  /** Reads a response. */
  public static Answer answer(HttpResponse<String> response) {
    return Answer.of(
        response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
  }

  /** Says why there was no response. */
  public static Verdict trouble(Throwable failure) {
    return Trouble.of(failure);
  }

  /** Ends all exchanges, connections and threads. */
  @Override
  public void close() {
    selectors.end();
    threads.shutdown();
  }
}

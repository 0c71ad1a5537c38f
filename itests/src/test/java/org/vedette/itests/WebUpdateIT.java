package org.vedette.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.vedette.itests.blackbox.Rest;

/**
 * Web requests survive the update of what serves them: they wait, and only when nobody comes back
 * they are told to try again. What never was there is not found, at any time.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WebUpdateIT {
  private static final int UPDATES = 6;
  private static final String USER = "/api/v1/users/web.update";

  /** Present when all features of the boot are installed and started; no test runs before. */
  @Inject
  @Filter(timeout = 120_000)
  private BootFinished booted;

  @Inject private BundleContext context;
  @Inject private ServiceComponentRuntime components;

  private Rest web;
  private Bundle sdk;
  private Bundle net;

  @Configuration
  public Option[] configuration() {
    return Container.with();
  }

  @Before
  public void serving() throws Exception {
    sdk = bundle("org.vedette.sdk");
    net = bundle("org.vedette.net");
    sdk.start();
    web = Rest.of(Path.of(System.getProperty("karaf.base")));
    Patience.until(
        () -> {
          assertEquals(List.of(), Bundles.notServing(context, components));
          assertEquals(200, web.status("/health"));
          assertEquals(200, web.status("/api/v1/status"));
        });
    if (web.status(USER) == 404) {
      web.call("POST", "/users", "{\"username\":\"web.update\"}");
    }
  }

  @Test
  public void requestsGoOnWhileTheirBundleIsUpdated() throws Exception {
    try (WebLoad load =
        new WebLoad(
            web,
            List.of(
                new WebLoad.Call("GET", "/health", number -> ""),
                new WebLoad.Call("GET", "/openapi.yaml", number -> ""),
                new WebLoad.Call("GET", "/api/v1/status", number -> ""),
                new WebLoad.Call("GET", "/api/v1/users?search=web", number -> ""),
                new WebLoad.Call("PATCH", USER, number -> "{\"lastName\":\"N" + number + "\"}")))) {
      for (int i = 0; i < UPDATES; i++) {
        int before = load.answered();
        Patience.until(() -> assertTrue(load.answered() > before + 20));
        if (i % 2 == 0) {
          update(sdk);
        } else {
          sdk.stop();
          sdk.start();
        }
        assertEquals(404, web.status("/nobody/is/here"));
      }
      assertEquals(List.of(), load.stop());
    }
    assertEquals(List.of(), Log.complaints());
  }

  @Test
  public void longPollsAndUnreadRequestsEndRightly() throws Exception {
    CompletableFuture<HttpResponse<String>> poll =
        web.later("GET", "/api/v1/audit/after/1000000?wait=40", "");
    Patience.until(() -> assertEquals(200, web.status("/health")));
    sdk.stop();
    CompletableFuture<HttpResponse<String>> change =
        web.later("PATCH", USER, "{\"firstName\":\"Waited\"}");
    CompletableFuture<HttpResponse<String>> health = web.later("GET", "/health", "");
    update(net); // What waits is told to come again; what was known stays known.
    assertEquals(404, web.status("/nobody/is/here"));
    CompletableFuture<HttpResponse<String>> again =
        web.later("PATCH", USER, "{\"firstName\":\"Again\"}");
    sdk.start();

    assertEquals(200, poll.join().statusCode());
    assertEquals(200, again.join().statusCode());
    for (HttpResponse<String> waited : List.of(change.join(), health.join())) {
      assertTrue(waited.toString(), List.of(200, 503).contains(waited.statusCode()));
    }
    assertTrue(web.later("GET", USER, "").join().body().contains("\"firstName\":\"Again\""));
    assertEquals(404, web.status("/api/v1/nothing"));
  }

  @Test
  public void whatDoesNotComeBackIsUnavailable() throws Exception {
    sdk.stop();
    long began = System.nanoTime();
    List<CompletableFuture<HttpResponse<String>>> waiting =
        List.of(
            web.later("GET", "/health/ready", ""),
            web.later("GET", "/api/v1/status", ""),
            web.later("PATCH", USER, "{\"firstName\":\"Late\"}"));
    assertEquals(404, web.status("/nobody/is/here"));
    assertEquals(404, web.status("/health/nothing"));
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      HttpResponse<String> answer = each.join();
      assertEquals(answer.body(), 503, answer.statusCode());
      assertEquals("2", answer.headers().firstValue("Retry-After").orElse(""));
      assertTrue(
          answer
              .headers()
              .firstValue("Content-Type")
              .orElse("")
              .startsWith("application/problem+"));
      assertTrue(answer.body(), answer.body().contains("\"status\":503"));
    }
    assertTrue(System.nanoTime() - began > 4_500_000_000L);
    sdk.start();

    assertEquals(200, web.status("/health"));
    assertEquals(200, web.status("/api/v1/status"));
  }

  private Bundle bundle(String name) {
    return Bundles.ours(context)
        .filter(bundle -> bundle.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void update(Bundle bundle) throws BundleException, IOException {
    try (InputStream jar = new URL(bundle.getLocation()).openStream()) {
      bundle.update(jar);
    }
  }
}

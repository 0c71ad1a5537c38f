package org.vedette.itests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.vedette.itests.blackbox.Rest;

/** How far a server is behind the master, as it says itself; looked at again and again. */
final class Lag implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BETWEEN_MILLIS = 200;

  private final Rest rest;
  private final String name;
  private final Thread looking = new Thread(this::look, "bench-lag");
  private volatile boolean ends;
  private volatile long most;

  Lag(Rest rest, String name) {
    this.rest = rest;
    this.name = name;
    looking.start();
  }

  /** The most changes that it lacked. */
  long most() {
    return most;
  }

  /** Waits until it lacks nothing; returns how long that took, in milliseconds. */
  long awaitNone() throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (now() > 0) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private void look() {
    try {
      while (!ends) {
        most = Math.max(most, now());
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      }
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException("the lag cannot be read", failure);
    }
  }

  private long now() throws IOException, InterruptedException {
    for (JsonNode each : JSON.readTree(rest.call("GET", "/cluster", "")).get("servers")) {
      if (each.get("name").asText().equals(name)) {
        return each.path("lagChanges").asLong();
      }
    }
    throw new IOException("no server is called " + name);
  }

  @Override
  public void close() throws InterruptedException {
    ends = true;
    looking.join();
  }
}

package org.vedette.client.http.wire;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Keeps hold of the thread that an {@link HttpClient} starts for itself. Java 17 has no way to
 * close a client: its thread ends some seconds after a garbage collection has found the client
 * unused, and until then holds the class loader of this bundle. The thread belongs to the group of
 * the thread that makes the client, and ends when it is interrupted; it then closes the client's
 * connections. The same holds for Java 25.
 */
final class Selectors {
  private final ThreadGroup group;

  private Selectors(ThreadGroup group) {
    this.group = group;
  }

  /**
   * A client and its thread.
   *
   * @param client the client
   * @param selectors ends its thread
   */
  record Made(HttpClient client, Selectors selectors) {}

  /** Makes a client on a thread of its own, which takes a few milliseconds. */
  static Made make(String name, Supplier<HttpClient> maker) {
    ThreadGroup group = group(name);
    CompletableFuture<HttpClient> made = new CompletableFuture<>();
    Thread thread =
        new Thread(
            group,
            () -> {
              try {
                made.complete(maker.get());
              } catch (RuntimeException | Error failure) {
                made.completeExceptionally(failure);
              }
            },
            name);
    thread.setDaemon(true);
    // The client's thread inherits it: whoever configures us is none of its concern.
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    thread.start();
    return new Made(made.join(), new Selectors(group));
  }

  /** A group that Java 17 forgets with its last thread; later ones forget groups by themselves. */
  @SuppressWarnings("removal")
  private static ThreadGroup group(String name) {
    ThreadGroup group = new ThreadGroup(name);
    group.setDaemon(true);
    return group;
  }

  /** Ends the client: what it still does fails. */
  void end() {
    group.interrupt();
  }
}

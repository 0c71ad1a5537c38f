package org.vedette.api.radius;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What administrators see of the RADIUS listener and do there. Callable from any thread; nothing
 * blocks. Nothing that it returns holds a password, a code, a secret, or what names an open
 * challenge.
 */
@ProviderType
public interface RadiusDesk {
  /**
   * An attribute of the dictionary.
   *
   * @param name its name
   * @param vendor name of its vendor; empty for the standard ones
   * @param value what its value may be, completes "the value is"
   * @param settable whether it may be a reply attribute
   */
  record AttributeInfo(String name, String vendor, String value, boolean settable) {}

  /**
   * A line of a packet.
   *
   * @param name name of the attribute
   * @param value its value as text, or a note that it is not shown
   * @param from where it comes from: {@code listener}, {@code application}, {@code group} or {@code
   *     user}; empty for a packet that was seen
   */
  record Line(String name, String value, String from) {}

  /**
   * An Access-Accept as it would be written.
   *
   * @param lines its attributes
   * @param octets its length; at most 4096
   * @param leftOut how many attributes found no room
   */
  record Preview(List<Line> lines, int octets, int leftOut) {}

  /**
   * Something seen while a client was watched.
   *
   * @param number counts what was seen, from 1
   * @param time when
   * @param source address and port of the client
   * @param kind {@code in}, {@code out} or {@code note}
   * @param title code and identifier of a packet, or a sentence
   * @param lines attributes of a packet
   */
  record Seen(
      long number, Instant time, String source, String kind, String title, List<Line> lines) {}

  /**
   * A part of what was seen.
   *
   * @param items in order
   * @param until when watching ends; empty when the client is not watched
   */
  record Watched(List<Seen> items, Optional<Instant> until) {}

  /** Lists the clients by name. */
  List<ClientState> clients();

  /**
   * Forgets what was learned of a client, so that it is learned anew.
   *
   * @return false when there is no such client
   */
  boolean forget(UUID application);

  /** Returns the attributes whose names hold a part in any case; by name, at most 200. */
  List<AttributeInfo> attributes(String part);

  /** Says what is wrong with reply attributes; each sentence names attribute and remedy. */
  List<String> problems(String lines);

  /**
   * Writes the Access-Accept that a user would get, without what primary authentication may add.
   *
   * @param groups ids of groups the user is taken to be in, beside those stored
   * @return empty when there is no such client
   */
  Optional<Preview> preview(UUID application, String username, Set<String> groups);

  /**
   * Begins to watch a client, or goes on watching it.
   *
   * @param length how long, at most ten minutes
   * @return false when there is no such client
   */
  boolean watch(UUID application, Duration length);

  /** Ends watching a client and forgets what was seen. */
  void unwatch(UUID application);

  /**
   * Waits for what was seen after a number.
   *
   * @param wait how long, at most 30 s
   * @return completes with what was seen; empty when nothing was in time
   */
  CompletionStage<Watched> watched(UUID application, long after, Duration wait);

  /** What a test of a client looks at. */
  enum Step {
    /** Whether the person is told that the sign-in failed. */
    REJECT,
    /** Whether a challenge is shown and answered. */
    CHALLENGE,
    /** How long an answer is waited for, and how often it is asked for. */
    WAIT
  }

  /**
   * A test of a client: sign-ins under a made-up name are answered by the test alone, and always
   * end in Access-Reject.
   *
   * @param username the name to sign in with
   * @param until when the test ends by itself
   * @param step what is being tested
   * @param finished whether the step is over
   * @param facts what was found, each a sentence
   */
  record ClientTest(
      String username, Instant until, Step step, boolean finished, List<String> facts) {
    /** Copies the list. */
    public ClientTest {
      facts = List.copyOf(facts);
    }
  }

  /**
   * Begins a step of a test of a client, and the test if none runs.
   *
   * @param wait how long {@link Step#WAIT} holds the answer back, 1 to 120 s
   * @return empty when there is no such client
   */
  Optional<ClientTest> test(UUID application, Step step, Duration wait);

  /** Returns the test of a client that runs; empty when none does. */
  Optional<ClientTest> test(UUID application);

  /** Ends the test of a client. */
  void endTest(UUID application);
}

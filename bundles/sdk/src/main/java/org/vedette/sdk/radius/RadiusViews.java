package org.vedette.sdk.radius;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.radius.ReplyAttributes;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/** What the routes of RADIUS answer. */
public final class RadiusViews {
  private RadiusViews() {}

  /** A list of clients. */
  public record ClientList(List<ClientView> items) implements Json {}

  /**
   * A line of a packet.
   *
   * @param name name of the attribute
   * @param value its value, or a note that it is not shown
   * @param from where it comes from; empty for a packet that was seen
   */
  public record LineView(String name, String value, String from) {
    static List<LineView> of(List<RadiusDesk.Line> lines) {
      return lines.stream().map(it -> new LineView(it.name(), it.value(), it.from())).toList();
    }
  }

  /**
   * An Access-Accept as it would be written.
   *
   * @param lines its attributes
   * @param octets its length, at most 4096
   * @param leftOut how many attributes found no room
   */
  public record PreviewView(List<LineView> lines, int octets, int leftOut) implements Json {
    static PreviewView of(RadiusDesk.Preview it) {
      return new PreviewView(LineView.of(it.lines()), it.octets(), it.leftOut());
    }
  }

  /**
   * Something seen.
   *
   * @param number counts what was seen
   * @param at when
   * @param source address and port of the client
   * @param kind in, out or note
   * @param title code and identifier of a packet, or a sentence
   * @param lines attributes of a packet
   */
  public record SeenView(
      long number, String at, String source, String kind, String title, List<LineView> lines) {}

  /**
   * A part of what was seen.
   *
   * @param items in order
   * @param until when watching ends; null when the client is not watched
   */
  public record WatchView(List<SeenView> items, @Nullable String until) implements Json {
    static WatchView of(RadiusDesk.Watched it) {
      return new WatchView(
          it.items().stream()
              .map(
                  each ->
                      new SeenView(
                          each.number(),
                          Times.text(each.time()),
                          each.source(),
                          each.kind(),
                          each.title(),
                          LineView.of(each.lines())))
              .toList(),
          it.until().map(Times::text).orElse(null));
    }
  }

  /**
   * A test of a client.
   *
   * @param username the name to sign in with
   * @param until when the test ends by itself
   * @param step reject, challenge or wait
   * @param finished whether the step is over
   * @param facts what was found
   */
  public record TestView(
      String username, String until, String step, boolean finished, List<String> facts)
      implements Json {
    static TestView of(RadiusDesk.ClientTest it) {
      return new TestView(
          it.username(),
          Times.text(it.until()),
          it.step().name().toLowerCase(Locale.ROOT),
          it.finished(),
          it.facts());
    }
  }

  /**
   * An attribute of the dictionary.
   *
   * @param name its name
   * @param vendor name of its vendor; empty for the standard ones
   * @param value what its value may be
   * @param settable whether it may be a reply attribute
   */
  public record AttributeView(String name, String vendor, String value, boolean settable) {}

  /** A list of attributes. */
  public record AttributeList(List<AttributeView> items) implements Json {}

  /**
   * Reply attributes of a user or group.
   *
   * @param scope user or group
   * @param name name of the user, or id of the group
   * @param attributes lines of {@code Name = value}
   */
  public record ReplyView(String scope, String name, String attributes) implements Json {
    static ReplyView of(ReplyAttributes it, String name) {
      return new ReplyView(it.scope().name().toLowerCase(Locale.ROOT), name, it.lines());
    }
  }

  /** A list of reply attributes. */
  public record ReplyList(List<ReplyView> items) implements Json {}
}

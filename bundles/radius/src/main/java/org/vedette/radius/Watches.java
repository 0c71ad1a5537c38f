package org.vedette.radius;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketText;

/**
 * What administrators look at while it happens: each client that is watched, for at most ten
 * minutes. Costs one look at an empty map while nobody watches. Thread-safe.
 */
final class Watches {
  static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int MOST = 16;

  private final Map<UUID, Watch> watches = new ConcurrentHashMap<>();
  private final PacketText text;
  private final InstantSource clock;

  Watches(PacketText text, InstantSource clock) {
    this.text = text;
    this.clock = clock;
  }

  /**
   * Begins to watch a client, or gives more time; when too many run, the one that ends first gives
   * way.
   */
  synchronized void begin(UUID application, Duration length) {
    Instant until = clock.instant().plus(length.compareTo(LONGEST) < 0 ? length : LONGEST);
    watches.values().removeIf(each -> each.isOver(clock.instant()));
    Watch running = watches.get(application);
    if (running != null) {
      running.extend(until);
    } else {
      if (watches.size() >= MOST) {
        soonestOver().ifPresent(this::end);
      }
      watches.put(application, new Watch(until));
    }
  }

  private Optional<UUID> soonestOver() {
    return watches.entrySet().stream()
        .min(Comparator.comparing(each -> each.getValue().until().orElse(Instant.MIN)))
        .map(Map.Entry::getKey);
  }

  void end(UUID application) {
    Watch gone = watches.remove(application);
    if (gone != null) {
      gone.close();
    }
  }

  void endAll() {
    watches.keySet().forEach(this::end);
  }

  CompletionStage<RadiusDesk.Watched> after(UUID application, long number, Duration wait) {
    Watch watch = find(application);
    if (watch == null) {
      return CompletableFuture.completedFuture(new RadiusDesk.Watched(List.of(), Optional.empty()));
    }
    Duration limit = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    CompletableFuture<Void> more = watch.more(number);
    return more.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            none ->
                new RadiusDesk.Watched(
                    watch.after(number), watch.until().filter(clock.instant()::isBefore)));
  }

  /** Notes a packet that came. */
  void in(Client client, InetSocketAddress source, Packet packet) {
    Watch watch = find(client.application());
    if (watch != null) {
      watch.add(seen(source, "in", packet));
    }
  }

  /** Notes a packet that leaves. */
  void out(Client client, InetSocketAddress source, byte[] octets) {
    Watch watch = find(client.application());
    if (watch != null && Packet.decode(octets) instanceof Decoded.Valid valid) {
      watch.add(seen(source, "out", valid.packet()));
    }
  }

  /** Notes what is worth a sentence. */
  void note(Client client, InetSocketAddress source, String sentence) {
    Watch watch = find(client.application());
    if (watch != null) {
      watch.add(new Watch.Draft(clock.instant(), name(source), "note", sentence, List.of()));
    }
  }

  private Watch.Draft seen(InetSocketAddress source, String kind, Packet packet) {
    String title =
        name(packet.code()) + " id=" + packet.identifier() + " octets=" + packet.length();
    List<RadiusDesk.Line> lines =
        text.lines(packet).stream()
            .map(each -> new RadiusDesk.Line(each.name(), each.value(), ""))
            .toList();
    return new Watch.Draft(clock.instant(), name(source), kind, title, lines);
  }

  private @Nullable Watch find(UUID application) {
    if (watches.isEmpty()) {
      return null;
    }
    Watch watch = watches.get(application);
    if (watch != null && watch.isOver(clock.instant())) {
      end(application);
      return null;
    }
    return watch;
  }

  private static String name(InetSocketAddress source) {
    return RadiusSettings.name(source);
  }

  /** Writes a code as the RFCs do, like Access-Request. */
  private static String name(Code code) {
    StringBuilder name = new StringBuilder();
    for (String word : code.name().split("_", -1)) {
      name.append(name.isEmpty() ? "" : "-").append(word.charAt(0));
      name.append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}

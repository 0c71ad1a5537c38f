package org.vedette.gateway.sip.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sounds of this bundle; each is read when it is first wanted. Thread-safe. */
public final class StockPrompts {
  /** Languages that there are sounds for. */
  public static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");

  /** Names of what can be said. */
  public static final List<String> NAMES =
      List.of(
          "call.standard",
          "call.pin",
          "retry.standard",
          "retry.pin",
          "fraud.confirm",
          "fraud.reported",
          "success",
          "denied",
          "unavailable",
          "newpin",
          "newpin.again",
          "newpin.bad");

  private final Map<String, byte[]> read = new ConcurrentHashMap<>();

  /** Returns a sound in a language; empty where there is none of that name and language. */
  public Optional<byte[]> find(String language, String name) {
    if (!LANGUAGES.contains(language) || !NAMES.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(read.computeIfAbsent(language + "/" + name, StockPrompts::load));
  }

  private static byte[] load(String path) {
    try (InputStream in = StockPrompts.class.getResourceAsStream("/prompts/" + path + ".wav")) {
      if (in == null) {
        throw new IllegalStateException("no sound " + path);
      }
      return Wav.muLaw(in.readAllBytes());
    } catch (IOException | WavException broken) {
      throw new IllegalStateException("the sound " + path + " is damaged", broken);
    }
  }
}

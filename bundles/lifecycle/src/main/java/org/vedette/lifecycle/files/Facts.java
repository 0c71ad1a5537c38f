package org.vedette.lifecycle.files;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Texts by name in a small durable file. */
final class Facts {
  private Facts() {}

  static void write(Path file, Map<String, String> facts) throws IOException {
    Properties properties = new Properties();
    properties.putAll(facts);
    StringWriter text = new StringWriter();
    properties.store(text, null);
    // Without the line that tells the time, and in an order of its own: equal facts, equal bytes.
    List<String> lines =
        text.toString().lines().filter(line -> !line.startsWith("#")).sorted().toList();
    DurableFiles.write(file, lines);
  }

  static Optional<Map<String, String>> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + " is damaged: " + malformed.getMessage(), malformed);
    }
    Map<String, String> facts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> facts.put(key, properties.getProperty(key)));
    return Optional.of(facts);
  }
}

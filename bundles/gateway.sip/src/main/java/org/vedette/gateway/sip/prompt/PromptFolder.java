package org.vedette.gateway.sip.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operator's own sounds: {@code LANGUAGE/NAME.wav}, and for one application {@code
 * APPLICATION/LANGUAGE/NAME.wav}. Immutable: what was read once. What is asked for is only compared
 * with the names found, never made into a path.
 *
 * @param sounds by application (may be empty), language and name
 * @param problems one sentence for each file that cannot be used
 */
public record PromptFolder(Map<String, byte[]> sounds, List<String> problems) {
  /** No files. */
  public static final PromptFolder NONE = new PromptFolder(Map.of(), List.of());

  private static final int DEPTH = 3;
  private static final int MOST_FILES = 1000;
  private static final long LARGEST_FILE = 1_100_000;
  private static final long LARGEST = 64L * 1024 * 1024;
  private static final String END = ".wav";

  /** Copies both. */
  public PromptFolder {
    sounds = Map.copyOf(sounds);
    problems = List.copyOf(problems);
  }

  /** Reads all files of a folder; one that is not there is like an empty one. Blocks. */
  public static PromptFolder read(Path folder) {
    if (!Files.isDirectory(folder)) {
      return NONE;
    }
    Map<String, byte[]> sounds = new HashMap<>();
    List<String> problems = new ArrayList<>();
    long octets = 0;
    for (Path file : files(folder, problems)) {
      String name = folder.relativize(file).toString();
      try {
        octets += Files.size(file);
        if (Files.size(file) > LARGEST_FILE || octets > LARGEST) {
          throw new WavException("is larger than 1 MB, or all together are larger than 64 MB");
        }
        byte[] sound = Wav.muLaw(Files.readAllBytes(file));
        key(folder.relativize(file))
            .ifPresentOrElse(
                key -> sounds.put(key, sound),
                () ->
                    problems.add(
                        name
                            + " must be LANGUAGE/NAME.wav or APPLICATION/LANGUAGE/NAME.wav, with a"
                            + " name that is used"));
      } catch (WavException bad) {
        problems.add(name + " " + bad.getMessage());
      } catch (IOException unreadable) {
        problems.add(name + " cannot be read");
      }
    }
    return new PromptFolder(sounds, problems);
  }

  private static List<Path> files(Path folder, List<String> problems) {
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      List<Path> found =
          all.filter(each -> each.toString().toLowerCase(Locale.ROOT).endsWith(END))
              .filter(Files::isRegularFile)
              .sorted()
              .limit(MOST_FILES + 1L)
              .toList();
      if (found.size() > MOST_FILES) {
        problems.add("more than " + MOST_FILES + " files; the last ones are not used");
      }
      return found.subList(0, Math.min(found.size(), MOST_FILES));
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      problems.add("the folder cannot be read");
      return List.of();
    }
  }

  private static Optional<String> key(Path path) {
    int count = path.getNameCount();
    String file = path.getFileName().toString();
    String name = file.substring(0, file.length() - END.length());
    if (count < 2 || !StockPrompts.NAMES.contains(name)) {
      return Optional.empty();
    }
    String application = count == 3 ? path.getName(0).toString() : "";
    return Optional.of(key(application, path.getName(count - 2).toString(), name));
  }

  private static String key(String application, String language, String name) {
    return application.toLowerCase(Locale.ROOT)
        + "\n"
        + language.toLowerCase(Locale.ROOT)
        + "\n"
        + name;
  }

  /** Returns the sound for an application, or the one for all; empty without either. */
  public Optional<byte[]> find(String application, String language, String name) {
    return Optional.ofNullable(sounds.get(key(application, language, name)))
        .or(() -> Optional.ofNullable(sounds.get(key("", language, name))));
  }

  /** Returns something that changes with the files, so that they are read only when they did. */
  public static String signature(Path folder) {
    if (!Files.isDirectory(folder)) {
      return "";
    }
    StringBuilder seen = new StringBuilder();
    for (Path file : files(folder, new ArrayList<>())) {
      seen.append(file).append(' ');
      try {
        seen.append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file));
      } catch (IOException gone) {
        seen.append('?');
      }
      seen.append('\n');
    }
    return seen.toString();
  }
}

package org.vedette.lifecycle.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jars that served before, of each bundle the last three: what a rollback goes back to. The
 * names of the files are the record: number, version, digest.
 */
public final class KeptJars {
  private static final int KEPT = 3;
  private static final Pattern NAME = Pattern.compile("(\\d{6})-(.+)-([0-9a-f]{64})\\.jar");

  private final Path root;

  /** Below this directory. */
  public KeptJars(Path root) {
    this.root = root;
  }

  /**
   * One of them.
   *
   * @param file where it lies
   * @param number the higher, the later it was replaced
   * @param version version of the bundle
   * @param sha256 digest of the file
   */
  public record Kept(Path file, int number, String version, String sha256) {}

  /** Keeps a copy of the jar that is about to be replaced. */
  public Kept keep(String symbolicName, Path jar, String version, String sha256)
      throws IOException {
    List<Kept> all = all(symbolicName);
    int number = all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
    Path file =
        root.resolve(symbolicName).resolve("%06d-%s-%s.jar".formatted(number, version, sha256));
    DurableFiles.copy(jar, file);
    return new Kept(file, number, version, sha256);
  }

  /** Whether anything is kept of the bundle. */
  public boolean any(String symbolicName) throws IOException {
    return !all(symbolicName).isEmpty();
  }

  /** Returns what was replaced last, other than the jar that serves now. */
  public Optional<Kept> last(String symbolicName, String currentSha256) throws IOException {
    List<Kept> others =
        all(symbolicName).stream().filter(it -> !it.sha256().equals(currentSha256)).toList();
    return others.isEmpty() ? Optional.empty() : Optional.of(others.get(others.size() - 1));
  }

  /** Forgets copies of the jar that serves now, and all but the last three others. */
  public void prune(String symbolicName, String currentSha256) throws IOException {
    List<Kept> all = all(symbolicName);
    List<Kept> others = all.stream().filter(it -> !it.sha256().equals(currentSha256)).toList();
    List<Kept> stay = others.subList(Math.max(0, others.size() - KEPT), others.size());
    for (Kept each : all) {
      if (!stay.contains(each)) {
        DurableFiles.delete(each.file());
      }
    }
  }

  private List<Kept> all(String symbolicName) throws IOException {
    return DurableFiles.list(root.resolve(symbolicName), ".jar").stream()
        .flatMap(file -> read(file).stream())
        .toList();
  }

  private static Optional<Kept> read(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches()
        ? Optional.of(new Kept(file, Integer.parseInt(name.group(1)), name.group(2), name.group(3)))
        : Optional.empty();
  }
}

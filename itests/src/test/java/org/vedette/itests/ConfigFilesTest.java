package org.vedette.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.BeforeClass;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The files in {@code config/} are the manual of local settings: each shows every key with the
 * default that the code has, and replicated settings have no file.
 */
public class ConfigFilesTest {
  private static final Path CONFIG = Path.of("..", "config");
  private static final Path BUNDLES = Path.of("..", "bundles");
  private static final Pattern LINE = Pattern.compile("#?([A-Za-z][A-Za-z0-9.]*) *= *(.*)");
  private static final Pattern REPLICATED =
      Pattern.compile("vedette\\.settings;pid(?::String)?=\"([^\"]+)\"");

  /** Bundles for tests, which no server has. */
  private static final Set<String> NOT_SHIPPED = Set.of("method.held", "testkit");

  private static final Map<String, Map<String, String>> DEFAULTS = new TreeMap<>();
  private static final Set<String> REPLICATED_PIDS = new TreeSet<>();

  @BeforeClass
  public static void readBundles() throws Exception {
    try (Stream<Path> bundles = Files.list(BUNDLES)) {
      for (Path bundle : bundles.toList()) {
        if (NOT_SHIPPED.contains(bundle.getFileName().toString())) {
          continue;
        }
        readManifest(bundle.resolve("target/classes/META-INF/MANIFEST.MF"));
        readMetatype(bundle.resolve("target/classes/OSGI-INF/metatype"));
      }
    }
  }

  @Test
  public void everyLocalPidHasAFileAndNoReplicatedOneHas() throws IOException {
    Set<String> local = new TreeSet<>(DEFAULTS.keySet());
    local.removeAll(REPLICATED_PIDS);

    assertThat(files()).containsExactlyInAnyOrderElementsOf(local);
  }

  @Test
  public void everyFileShowsEveryKeyWithItsDefault() throws IOException {
    for (String pid : files()) {
      assertThat(shown(pid)).as(pid).isEqualTo(DEFAULTS.get(pid));
    }
  }

  @Test
  public void replicatedPidsAreDeclaredWithTheirMetatype() {
    assertThat(REPLICATED_PIDS).isNotEmpty();
    assertThat(DEFAULTS.keySet()).containsAll(REPLICATED_PIDS);
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(CONFIG)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("org.vedette.") && name.endsWith(".cfg"))
          .map(name -> name.substring(0, name.length() - ".cfg".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Map<String, String> shown(String pid) throws IOException {
    Map<String, String> shown = new HashMap<>();
    List<String> lines = Files.readAllLines(CONFIG.resolve(pid + ".cfg"));
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        shown.put(matcher.group(1), matcher.group(2).strip());
      }
    }
    return shown;
  }

  private static void readManifest(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String provided = new Manifest(in).getMainAttributes().getValue("Provide-Capability");
      Matcher matcher = REPLICATED.matcher(provided == null ? "" : provided);
      while (matcher.find()) {
        REPLICATED_PIDS.add(matcher.group(1));
      }
    }
  }

  private static void readMetatype(Path directory) throws Exception {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Document document =
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        Map<String, String> defaults = new HashMap<>();
        for (Element attribute : elements(document, "AD")) {
          defaults.put(attribute.getAttribute("id"), attribute.getAttribute("default"));
        }
        for (Element designate : elements(document, "Designate")) {
          String pid = designate.getAttribute("pid");
          DEFAULTS.put(pid.isEmpty() ? designate.getAttribute("factoryPid") : pid, defaults);
        }
      }
    }
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
        .map(i -> (Element) nodes.item(i))
        .toList();
  }
}

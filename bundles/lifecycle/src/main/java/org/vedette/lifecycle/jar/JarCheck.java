package org.vedette.lifecycle.jar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads a jar to its last byte before anything is touched: whole, every checksum right, a bundle,
 * and compiled for a Java that runs here.
 */
public final class JarCheck {
  private static final long MAX_UNPACKED = 512L << 20;
  private static final int MAX_ENTRIES = 50_000;
  private static final int CLASS_MAGIC = 0xCAFEBABE;
  private static final int CLASS_HEAD = 8;
  // JVMS 4.1: major version 45 is that of Java 1.1; from Java 5 on it is 44 more than the release.
  private static final int MAJOR_OF_RELEASE_0 = 44;
  private static final String VERSIONED = "META-INF/versions/";
  private static final Pattern VERSION =
      Pattern.compile("\\d{1,9}(\\.\\d{1,9}(\\.\\d{1,9}(\\.[A-Za-z0-9_-]+)?)?)?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final String DAMAGED = "The file is no whole jar: ";
  private static final String COPY_AGAIN = "Copy it again, and compare its size and checksum.";

  private final int release;

  /** For a Java of this release, like 17. */
  public JarCheck(int release) {
    this.release = release;
  }

  /** What is found to be wrong on the way. */
  private static final class Trouble extends Exception {
    private static final long serialVersionUID = 1;
    private final String fix;

    Trouble(String why, String fix) {
      super(why, null, false, false);
      this.fix = fix;
    }

    Checked bad() {
      String why = getMessage();
      return new Checked.Bad(why == null ? "" : why, fix);
    }
  }

  /**
   * Looks at a jar.
   *
   * @throws IOException when the file itself cannot be read
   */
  public Checked check(Path jar) throws IOException {
    try {
      if (!Files.isRegularFile(jar)) {
        throw new Trouble("There is no such file.", "Name the jar of a bundle.");
      }
      int entries = count(jar);
      if (walk(jar) != entries) {
        throw new Trouble(DAMAGED + "its directory and its content differ.", COPY_AGAIN);
      }
      return new Checked.Fine(facts(jar, headers(jar)));
    } catch (Trouble trouble) {
      return trouble.bad();
    }
  }

  /** Reads the symbolic name alone, without looking at anything else; empty when there is none. */
  public static Optional<String> symbolicName(Path jar) {
    try {
      return Optional.ofNullable(headers(jar).get("Bundle-SymbolicName")).map(JarCheck::bare);
    } catch (IOException | Trouble unreadable) {
      return Optional.empty(); // A file still being copied, or none of ours.
    }
  }

  private static int count(Path jar) throws Trouble {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw new Trouble("The jar has more than " + MAX_ENTRIES + " entries.", "Make it smaller.");
      }
      return zip.size();
    } catch (IOException broken) {
      throw new Trouble(DAMAGED + "it is cut short, or no jar at all.", COPY_AGAIN);
    }
  }

  /** Unpacks everything, which compares every checksum. */
  private int walk(Path jar) throws IOException, Trouble {
    int entries = 0;
    long unpacked = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream file = Files.newInputStream(jar);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries++;
        int head = zip.readNBytes(buffer, 0, CLASS_HEAD);
        checkRelease(entry.getName(), buffer, head);
        unpacked += head;
        for (int read = zip.read(buffer); read > 0; read = zip.read(buffer)) {
          unpacked += read;
          if (unpacked > MAX_UNPACKED) {
            throw new Trouble("The jar unpacks to more than 512 MiB.", "Make it smaller.");
          }
        }
      }
      return entries;
    } catch (ZipException | EOFException broken) {
      throw new Trouble(DAMAGED + broken.getMessage() + ".", COPY_AGAIN);
    } catch (IllegalArgumentException name) {
      throw new Trouble(DAMAGED + "a name in it is not UTF-8.", COPY_AGAIN);
    }
  }

  private void checkRelease(String name, byte[] head, int length) throws Trouble {
    // JAR specification, multi-release files: other Javas leave these classes alone.
    if (!name.endsWith(".class") || name.startsWith(VERSIONED) || length < CLASS_HEAD) {
      return;
    }
    int magic = number(head, 0) << 16 | number(head, 2);
    int needed = number(head, 6) - MAJOR_OF_RELEASE_0;
    if (magic == CLASS_MAGIC && needed > release) {
      throw new Trouble(
          "%s is compiled for Java %d, and this server runs on Java %d."
              .formatted(
                  name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                  needed,
                  release),
          "Compile it with --release %d, or run the server on Java %d.".formatted(release, needed));
    }
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private static Map<String, String> headers(Path jar) throws IOException, Trouble {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
      if (entry == null) {
        throw new Trouble("The jar has no manifest, so it is no bundle.", "Build it as a bundle.");
      }
      Map<String, String> headers = new HashMap<>();
      try (InputStream in = zip.getInputStream(entry)) {
        new Manifest(in)
            .getMainAttributes()
            .forEach((key, value) -> headers.put(key.toString(), value.toString()));
      } catch (IOException malformed) {
        throw new Trouble(
            "The manifest cannot be read: " + malformed.getMessage() + ".", "Build it again.");
      }
      return headers;
    }
  }

  private static JarFacts facts(Path jar, Map<String, String> headers) throws IOException, Trouble {
    String name = bare(headers.getOrDefault("Bundle-SymbolicName", ""));
    if (!"2".equals(headers.getOrDefault("Bundle-ManifestVersion", "").strip())
        || !NAME.matcher(name).matches()) {
      throw new Trouble(
          "The jar is no bundle: its manifest needs Bundle-ManifestVersion 2 and a"
              + " Bundle-SymbolicName.",
          "Build it with bnd or maven-bundle-plugin.");
    }
    if (headers.containsKey("Fragment-Host")) {
      throw new Trouble("The jar is a fragment, not a bundle of its own.", "Name another jar.");
    }
    String version = headers.getOrDefault("Bundle-Version", "0.0.0").strip();
    if (!VERSION.matcher(version).matches()) {
      throw new Trouble(
          "Bundle-Version is '" + version + "'.", "Write it like 1.2.3 or 1.2.3.qualifier.");
    }
    return new JarFacts(name, version, Digests.sha256(jar), headers);
  }

  private static String bare(String header) {
    int directive = header.indexOf(';');
    return (directive < 0 ? header : header.substring(0, directive)).strip();
  }
}

package org.vedette.itests.jars;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A bundle's jar, changed step by step; each step returns another one and leaves this as it is.
 *
 * <pre>{@code
 * Path jar = Jars.of(built).version("0.1.1").importing("no.such.thing").write(folder, "bad.jar");
 * }</pre>
 */
public final class Jars {
  private static final String PROBE = "org.vedette.itests.made.Probe";
  private static final int MAJOR_OF_RELEASE_0 = 44;
  private static final int MAJOR_AT = 6;
  private static final String IMPORTS = "Import-Package";
  private static final String COMPONENTS = "Service-Component";

  private final Map<String, byte[]> entries;

  private Jars(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  /** Reads a jar as it was built. */
  public static Jars of(Path jar) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream file = Files.newInputStream(jar);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
      return new Jars(entries);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The jar of one of our bundles in an unpacked distribution. */
  public static Jars shipped(Path base, String symbolicName) {
    Path folder = base.resolve("system/org/vedette").resolve(symbolicName);
    try (var files = Files.walk(folder)) {
      return of(files.filter(it -> it.toString().endsWith(".jar")).findFirst().orElseThrow());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** With another Bundle-Version. */
  public Jars version(String version) {
    return header("Bundle-Version", old -> version);
  }

  /** With another Bundle-SymbolicName. */
  public Jars named(String symbolicName) {
    return header("Bundle-SymbolicName", old -> symbolicName);
  }

  /** With one more imported package. */
  public Jars importing(String imported) {
    return header(IMPORTS, old -> old.isEmpty() ? imported : old + "," + imported);
  }

  /** With a header changed; a header that is not there is empty. */
  public Jars header(String name, UnaryOperator<String> change) {
    try {
      Manifest manifest =
          new Manifest(new ByteArrayInputStream(entries.get(JarFile.MANIFEST_NAME)));
      String old = manifest.getMainAttributes().getValue(name);
      manifest.getMainAttributes().putValue(name, change.apply(old == null ? "" : old));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      manifest.write(bytes);
      return with(JarFile.MANIFEST_NAME, bytes.toByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** With one of its classes marked as compiled for this Java release. */
  public Jars compiledFor(int release) {
    String name =
        entries.keySet().stream().filter(it -> it.endsWith(".class")).findFirst().orElseThrow();
    byte[] patched = entries.get(name).clone();
    int major = release + MAJOR_OF_RELEASE_0;
    patched[MAJOR_AT] = (byte) (major >> 8);
    patched[MAJOR_AT + 1] = (byte) major;
    return with(name, patched);
  }

  /**
   * With one more component, which is activated at once and then does this.
   *
   * @param body Java statements; may throw any exception
   */
  public Jars activating(String body) {
    return activating(compiled(body));
  }

  /** Compiles what such a component does, for more than one jar. */
  public static byte[] compiled(String body) {
    String source =
        "package org.vedette.itests.made;\n"
            + "public final class Probe {\n"
            + "  public void activate() throws Exception {\n"
            + body
            + "\n  }\n}\n";
    return Compiler.compile(PROBE, source);
  }

  /** With one more component, which is activated at once and then does what was compiled. */
  public Jars activating(byte[] compiled) {
    String name = PROBE;
    String description =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\""
            + name
            + "\" immediate=\"true\" activate=\"activate\">\n"
            + "  <implementation class=\""
            + name
            + "\"/>\n</scr:component>\n";
    String file = "OSGI-INF/" + name + ".xml";
    return with(name.replace('.', '/') + ".class", compiled)
        .with(file, description.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .header(COMPONENTS, old -> old.isEmpty() ? file : old + "," + file);
  }

  /** With an entry added or changed. */
  public Jars with(String name, byte[] content) {
    Map<String, byte[]> next = new LinkedHashMap<>(entries);
    next.put(name, content);
    return new Jars(next);
  }

  /** Writes it. */
  public Path write(Path folder, String name) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name);
      Files.write(file, bytes());
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes its first half only. */
  public Path writeCutShort(Path folder, String name) {
    try {
      Files.createDirectories(folder);
      byte[] whole = bytes();
      Path file = folder.resolve(name);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = bytes;
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the bill of materials (CycloneDX 1.5, JSON) of an assembled distribution: every jar in it, named by its place
 * in the Maven layout of {@code system/}, with its hash. Run by the build: {@code java Sbom.java assembly version}.
 */
final class Sbom {
  private Sbom() {}

  public static void main(String[] args) throws IOException {
    Path assembly = Path.of(args[0]);
    List<String> components;
    try (Stream<Path> files = Files.walk(assembly)) {
      components =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(file -> component(assembly, file))
              .sorted()
              .toList();
    }
    String text =
        """
        {
          "bomFormat": "CycloneDX",
          "specVersion": "1.5",
          "version": 1,
          "metadata": {
            "component": { "type": "application", "group": "org.vedette", "name": "vedette-server", "version": "%s" }
          },
          "components": [
        %s
          ]
        }
        """
            .formatted(args[1], String.join(",\n", components));
    Files.writeString(assembly.resolve("sbom.cdx.json"), text);
  }

  /** A jar in system/ has group/artifact/version in its path; those in lib/ have artifact-version in their name. */
  private static String component(Path assembly, Path jar) {
    Path place = assembly.relativize(jar);
    int depth = place.getNameCount();
    if (place.startsWith("system")) {
      String group = place.subpath(1, depth - 3).toString().replace('/', '.').replace('\\', '.');
      String artifact = place.getName(depth - 3).toString();
      String version = place.getName(depth - 2).toString();
      return entry(group, artifact, version, jar);
    }
    String name = place.getFileName().toString().replaceFirst("\\.jar$", "");
    String[] parts = name.split("-(?=\\d)", 2);
    return entry("", parts[0], parts.length > 1 ? parts[1] : "", jar);
  }

  private static String entry(String group, String name, String version, Path jar) {
    String identity =
        group.isEmpty()
            ? "\"name\": \"%s\", \"version\": \"%s\"".formatted(name, version)
            : "\"group\": \"%1$s\", \"name\": \"%2$s\", \"version\": \"%3$s\", \"purl\": \"pkg:maven/%1$s/%2$s@%3$s\""
                .formatted(group, name, version);
    return "    { \"type\": \"library\", %s, \"hashes\": [ { \"alg\": \"SHA-256\", \"content\": \"%s\" } ] }"
        .formatted(identity, sha256(jar));
  }

  private static String sha256(Path file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}

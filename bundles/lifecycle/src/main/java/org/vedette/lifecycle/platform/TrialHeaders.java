package org.vedette.lifecycle.platform;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bundles that consist of a manifest alone: one that needs what another needs, so that the
 * framework can be asked whether that one would resolve, without installing it under its own name.
 */
final class TrialHeaders {
  private static final List<String> NEEDS =
      List.of(
          "Import-Package",
          "Export-Package",
          "Require-Bundle",
          "Require-Capability",
          "Provide-Capability",
          "Bundle-RequiredExecutionEnvironment");
  private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]+)\\)");
  private static final Pattern RANGE =
      Pattern.compile("\\(version>=([^)]+)\\)(?:\\(!\\(version>=([^)]+)\\)\\))?");
  private static final Pattern BUNDLE = Pattern.compile("osgi\\.wiring\\.bundle=([^)]+)\\)");
  private static final Pattern MISSING =
      Pattern.compile("missing requirement \\[[^]]*][^]]*] (.*?)(?: caused by:|Unresolved|$)");

  private TrialHeaders() {}

  /** Makes a bundle of this name with the needs of another. */
  static InputStream needing(String name, Map<String, String> headers) throws IOException {
    Attributes attributes = new Attributes();
    NEEDS.forEach(
        header -> {
          String value = headers.get(header);
          if (value != null) {
            attributes.putValue(header, value);
          }
        });
    return bundle(name, headers.getOrDefault("Bundle-Version", "0.0.0"), attributes);
  }

  /** Makes a bundle of this name that is wired to another. */
  static InputStream holding(String name, String symbolicName) throws IOException {
    Attributes attributes = new Attributes();
    attributes.putValue("Require-Bundle", symbolicName);
    return bundle(name, "0.0.0", attributes);
  }

  private static InputStream bundle(String name, String version, Attributes more)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    main.putAll(more);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /** Puts what the framework says of a bundle that does not resolve into words. */
  static String words(String message) {
    Matcher requirement = MISSING.matcher(message.replace('\n', ' '));
    String last = message;
    while (requirement.find()) {
      last = requirement.group(1).strip();
    }
    Matcher imported = PACKAGE.matcher(last);
    if (imported.find()) {
      return "it imports the package "
          + imported.group(1)
          + range(last)
          + ", which no installed bundle exports";
    }
    Matcher required = BUNDLE.matcher(last);
    if (required.find()) {
      return "it requires the bundle " + required.group(1) + ", which is not installed";
    }
    if (last.startsWith("osgi.ee")) {
      return "it needs another Java: " + last;
    }
    return "it needs what no installed bundle provides: " + last;
  }

  private static String range(String requirement) {
    Matcher range = RANGE.matcher(requirement);
    if (!range.find()) {
      return "";
    }
    String below = range.group(2);
    return " from version " + range.group(1) + (below == null ? "" : " up to below " + below);
  }
}

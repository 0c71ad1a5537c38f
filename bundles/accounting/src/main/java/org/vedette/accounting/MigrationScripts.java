package org.vedette.accounting;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The scripts of a fixed list: Flyway cannot search the class path of a bundle. */
final class MigrationScripts implements ResourceProvider {
  private final List<Script> scripts;

  MigrationScripts(List<URL> scripts) {
    this.scripts = scripts.stream().map(Script::new).toList();
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.stream()
        .filter(script -> name.endsWith(script.getFilename()))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.stream()
        .filter(script -> script.getFilename().startsWith(prefix))
        .filter(script -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
        .map(LoadableResource.class::cast)
        .toList();
  }

  private static final class Script extends LoadableResource {
    private final URL url;

    Script(URL url) {
      this.url = url;
    }

    @Override
    public Reader read() {
      try {
        return new InputStreamReader(url.openStream(), StandardCharsets.UTF_8);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Override
    public String getAbsolutePath() {
      return url.getPath();
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return url.getPath();
    }

    @Override
    public String getFilename() {
      return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    }

    @Override
    public String getRelativePath() {
      return getFilename();
    }
  }
}

package org.vedette.store.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The scripts of a fixed list, so that Flyway need not search a class path that OSGi hides. */
public final class MigrationScripts implements ResourceProvider {
  private final List<URL> scripts;

  /** Offers exactly these scripts. */
  public MigrationScripts(List<URL> scripts) {
    this.scripts = List.copyOf(scripts);
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    for (URL script : scripts) {
      if (script.getPath().endsWith(name)) {
        return new Script(script);
      }
    }
    return null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    List<LoadableResource> found = new ArrayList<>();
    for (URL script : scripts) {
      Script resource = new Script(script);
      for (String suffix : suffixes) {
        if (resource.getFilename().startsWith(prefix) && resource.getFilename().endsWith(suffix)) {
          found.add(resource);
        }
      }
    }
    return found;
  }

  private static final class Script extends LoadableResource {
    private final URL url;

    Script(URL url) {
      this.url = url;
    }

    @Override
    public Reader read() {
      try {
        return new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8));
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

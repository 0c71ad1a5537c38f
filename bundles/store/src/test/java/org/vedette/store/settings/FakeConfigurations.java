package org.vedette.store.settings;

import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configuration Admin in memory, counting what is written. */
final class FakeConfigurations implements ConfigurationAdmin {
  private final Map<String, Stored> stored = new TreeMap<>();
  int writes;

  /** Returns the properties of a PID; null when there is no such configuration. */
  Map<String, Object> properties(String pid) {
    Stored found = stored.get(pid);
    return found == null || found.properties == null ? null : found.map();
  }

  /** Does what fileinstall does with a file. */
  void fromFile(String pid, String file, Map<String, Object> values) {
    Hashtable<String, Object> properties = new Hashtable<>(values);
    properties.put("felix.fileinstall.filename", file);
    of(pid).update(properties);
  }

  private Stored of(String pid) {
    return stored.computeIfAbsent(pid, Stored::new);
  }

  @Override
  public Configuration getConfiguration(String pid, String location) {
    return of(pid);
  }

  @Override
  public Configuration getFactoryConfiguration(String factory, String name, String location) {
    return of(factory + "~" + name);
  }

  @Override
  public Configuration[] listConfigurations(String filter) {
    Configuration[] all =
        stored.values().stream()
            .filter(each -> each.properties != null)
            .toArray(Configuration[]::new);
    return all.length == 0 ? null : all;
  }

  @Override
  public Configuration createFactoryConfiguration(String factory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration createFactoryConfiguration(String factory, String location) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration getConfiguration(String pid) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration getFactoryConfiguration(String factory, String name) {
    throw new UnsupportedOperationException();
  }

  private final class Stored implements Configuration {
    private final String pid;
    private Dictionary<String, ?> properties;

    Stored(String pid) {
      this.pid = pid;
    }

    private Map<String, Object> map() {
      Map<String, Object> map = new HashMap<>();
      Collections.list(properties.keys()).forEach(key -> map.put(key, properties.get(key)));
      return map;
    }

    @Override
    public String getPid() {
      return pid;
    }

    @Override
    public Dictionary<String, Object> getProperties() {
      return properties == null ? null : new Hashtable<>(map());
    }

    @Override
    public void delete() {
      writes++;
      stored.remove(pid);
    }

    @Override
    public String getFactoryPid() {
      int tilde = pid.indexOf('~');
      return tilde < 0 ? null : pid.substring(0, tilde);
    }

    @Override
    public void update(Dictionary<String, ?> newProperties) {
      writes++;
      properties = newProperties;
    }

    @Override
    public boolean updateIfDifferent(Dictionary<String, ?> newProperties) {
      if (newProperties.equals(properties)) {
        return false;
      }
      update(newProperties);
      return true;
    }

    @Override
    public Dictionary<String, Object> getProcessedProperties(ServiceReference<?> reference) {
      return getProperties();
    }

    @Override
    public void update() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setBundleLocation(String location) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getBundleLocation() {
      return "?";
    }

    @Override
    public long getChangeCount() {
      return writes;
    }

    @Override
    public void addAttributes(ConfigurationAttribute... attributes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<ConfigurationAttribute> getAttributes() {
      return Set.of();
    }

    @Override
    public void removeAttributes(ConfigurationAttribute... attributes) {
      throw new UnsupportedOperationException();
    }
  }
}

package org.vedette.sdk.service;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.method.AuthenticationMethod;

/** The services there are many of, by their names. */
@Component(service = Plugins.class)
public final class Plugins {
  private final ServiceDirectory<String, Capability> capabilities = new ServiceDirectory<>();
  private final ServiceDirectory<String, ApplicationSchema> schemas = new ServiceDirectory<>();
  private final ServiceDirectory<String, AuthenticationMethod> methods = new ServiceDirectory<>();
  private final ServiceDirectory<String, Enroller> enrollers = new ServiceDirectory<>();
  private final ServiceDirectory<String, DirectoryProbe> probes = new ServiceDirectory<>();
  private final ServiceDirectory<String, DirectorySource> sources = new ServiceDirectory<>();

  /** Nothing is there yet. */
  @Activate
  public Plugins() {}

  /** Returns all capabilities, sorted by id. */
  public List<Capability> capabilities() {
    return new TreeSet<>(capabilities.keys())
        .stream().map(capabilities::find).flatMap(Optional::stream).toList();
  }

  /** Returns one capability. */
  public Optional<Capability> capability(String id) {
    return capabilities.find(id);
  }

  /** Returns the listeners by id. */
  public ServiceDirectory<String, ApplicationSchema> listeners() {
    return schemas;
  }

  /** Returns the methods by id. */
  public ServiceDirectory<String, AuthenticationMethod> methods() {
    return methods;
  }

  /** Returns what makes enrollments, by method. */
  public ServiceDirectory<String, Enroller> enrollers() {
    return enrollers;
  }

  /** Returns the directories by name. */
  public ServiceDirectory<String, DirectoryProbe> directories() {
    return probes;
  }

  /** Returns what reads directories, by their names. */
  public ServiceDirectory<String, DirectorySource> sources() {
    return sources;
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, unbind = "removeCapability")
  void addCapability(Capability service, Map<String, Object> properties) {
    add(capabilities, Capability.PROPERTY, service, properties);
  }

  void removeCapability(Capability service, Map<String, Object> properties) {
    capabilities.remove(key(Capability.PROPERTY, properties), service);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, unbind = "removeListener")
  void addListener(ApplicationSchema service, Map<String, Object> properties) {
    add(schemas, ApplicationSchema.PROPERTY, service, properties);
  }

  void removeListener(ApplicationSchema service, Map<String, Object> properties) {
    schemas.remove(key(ApplicationSchema.PROPERTY, properties), service);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, unbind = "removeMethod")
  void addMethod(AuthenticationMethod service, Map<String, Object> properties) {
    add(methods, AuthenticationMethod.PROPERTY, service, properties);
  }

  void removeMethod(AuthenticationMethod service, Map<String, Object> properties) {
    methods.remove(key(AuthenticationMethod.PROPERTY, properties), service);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, unbind = "removeEnroller")
  void addEnroller(Enroller service, Map<String, Object> properties) {
    add(enrollers, AuthenticationMethod.PROPERTY, service, properties);
  }

  void removeEnroller(Enroller service, Map<String, Object> properties) {
    enrollers.remove(key(AuthenticationMethod.PROPERTY, properties), service);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, unbind = "removeDirectory")
  void addDirectory(DirectoryProbe service, Map<String, Object> properties) {
    add(probes, DirectoryProbe.PROPERTY, service, properties);
  }

  void removeDirectory(DirectoryProbe service, Map<String, Object> properties) {
    probes.remove(key(DirectoryProbe.PROPERTY, properties), service);
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, unbind = "removeSource")
  void addSource(DirectorySource service, Map<String, Object> properties) {
    add(sources, DirectoryProbe.PROPERTY, service, properties);
  }

  void removeSource(DirectorySource service, Map<String, Object> properties) {
    sources.remove(key(DirectoryProbe.PROPERTY, properties), service);
  }

  private static <S> void add(
      ServiceDirectory<String, S> to, String name, S service, Map<String, Object> properties) {
    int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
    to.add(key(name, properties), ranking, service);
  }

  private static String key(String name, Map<String, Object> properties) {
    return String.valueOf(properties.get(name));
  }
}

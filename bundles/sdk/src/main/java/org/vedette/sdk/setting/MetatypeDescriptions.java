package org.vedette.sdk.setting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.sdk.service.Installed;

/** Reads the metatype of every bundle that uses the product's contracts. */
public final class MetatypeDescriptions implements Descriptions {
  private static final String API_PACKAGES = "org.vedette.api.";

  private final BundleContext context;
  private final Installed installed;

  /** Takes where bundles and their metatype are found. */
  public MetatypeDescriptions(BundleContext context, Installed installed) {
    this.context = context;
    this.installed = installed;
  }

  @Override
  public List<PidDescription> all() {
    MetaTypeService metatype = installed.metatype();
    return Arrays.stream(context.getBundles())
        .filter(MetatypeDescriptions::usesApi)
        .flatMap(bundle -> describe(bundle, metatype))
        .sorted(Comparator.comparing(PidDescription::pid))
        .toList();
  }

  private static boolean usesApi(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (wiring == null) {
      return false;
    }
    List<BundleWire> wires = wiring.getRequiredWires(BundleRevision.PACKAGE_NAMESPACE);
    return wires != null
        && wires.stream()
            .map(wire -> wire.getCapability().getAttributes().get(BundleRevision.PACKAGE_NAMESPACE))
            .anyMatch(name -> String.valueOf(name).startsWith(API_PACKAGES));
  }

  private static Stream<PidDescription> describe(Bundle bundle, MetaTypeService metatype) {
    MetaTypeInformation information = metatype.getMetaTypeInformation(bundle);
    if (information == null) {
      return Stream.empty();
    }
    Set<String> replicated = replicated(bundle);
    List<PidDescription> found = new ArrayList<>();
    for (String pid : names(information.getPids())) {
      found.add(describe(information, pid, false, replicated));
    }
    for (String pid : names(information.getFactoryPids())) {
      found.add(describe(information, pid, true, replicated));
    }
    return found.stream();
  }

  private static PidDescription describe(
      MetaTypeInformation information, String pid, boolean factory, Set<String> replicated) {
    ObjectClassDefinition type = information.getObjectClassDefinition(pid, null);
    String description = type.getDescription();
    return new PidDescription(
        pid, factory, replicated.contains(pid), description == null ? "" : description, keys(type));
  }

  static List<KeyDescription> keys(ObjectClassDefinition type) {
    Set<String> required = new HashSet<>();
    for (AttributeDefinition each :
        definitions(type.getAttributeDefinitions(ObjectClassDefinition.REQUIRED))) {
      required.add(each.getID());
    }
    return Stream.of(definitions(type.getAttributeDefinitions(ObjectClassDefinition.ALL)))
        .map(each -> new KeyDescription(each, required.contains(each.getID())))
        .toList();
  }

  private static Set<String> replicated(Bundle bundle) {
    Set<String> pids = new HashSet<>();
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision != null) {
      revision
          .getDeclaredCapabilities(ReplicatedSettings.NAMESPACE)
          .forEach(each -> pids.add(String.valueOf(each.getAttributes().get("pid"))));
    }
    return pids;
  }

  private static AttributeDefinition[] definitions(AttributeDefinition @Nullable [] all) {
    return all == null ? new AttributeDefinition[0] : all;
  }

  private static String[] names(String @Nullable [] all) {
    return all == null ? new String[0] : all;
  }
}

package org.vedette.core;

import static org.junit.Assert.assertEquals;

import org.junit.Test;
import org.vedette.api.lifecycle.Capability;

public class VersionsTest {
  private record Fixed(String id, String version) implements Capability {}

  private final Versions versions = new Versions("core", "1.0.0");

  @Test
  public void namesWhatDiffersFromTheMost() {
    versions.add(new Fixed("net", "1.0.0"));
    versions.add(new Fixed("radius", "1.0.1"));

    assertEquals("1.0.0 radius=1.0.1", versions.text());
  }

  @Test
  public void namesAllWhenNoTwoAreAlike() {
    assertEquals("1.0.0", versions.text());
    versions.add(new Fixed("radius", "1.0.1"));

    assertEquals("core=1.0.0 radius=1.0.1", versions.text());
  }

  @Test
  public void successorStaysWhenThePredecessorGoes() {
    Fixed old = new Fixed("radius", "1.0.0");
    versions.add(old);
    versions.add(new Fixed("net", "1.0.0"));
    versions.add(new Fixed("radius", "1.0.1"));
    versions.remove(old);

    assertEquals("1.0.0 radius=1.0.1", versions.text());
  }
}

package org.vedette.core;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class VersionsTest {
  private final Versions versions = new Versions("core", "1.0.0");

  @Test
  public void namesWhatDiffersFromTheMost() {
    versions.add("net", "1.0.0");
    versions.add("radius", "1.0.1");

    assertEquals("1.0.0 radius=1.0.1", versions.text());
  }

  @Test
  public void namesAllWhenNoTwoAreAlike() {
    assertEquals("1.0.0", versions.text());
    versions.add("radius", "1.0.1");

    assertEquals("core=1.0.0 radius=1.0.1", versions.text());
  }

  @Test
  public void successorStaysWhenThePredecessorGoes() {
    versions.add("radius", "1.0.0");
    versions.add("net", "1.0.0");
    versions.add("radius", "1.0.1");
    versions.remove("radius", "1.0.0");

    assertEquals("1.0.0 radius=1.0.1", versions.text());
  }
}

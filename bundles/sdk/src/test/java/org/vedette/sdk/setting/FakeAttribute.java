package org.vedette.sdk.setting;

import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;

/** A described key for tests; a maximum for numbers. */
record FakeAttribute(String id, int type, int cardinality, @Nullable String standard, int max)
    implements AttributeDefinition {

  static KeyDescription key(String id, int type, @Nullable String standard, boolean required) {
    return new KeyDescription(
        new FakeAttribute(id, type, id.equals("servers") ? 8 : 0, standard, 128), required);
  }

  @Override
  public String getName() {
    return id;
  }

  @Override
  public String getID() {
    return id;
  }

  @Override
  public String getDescription() {
    return "What " + id + " is, at most " + max + ".";
  }

  @Override
  public int getCardinality() {
    return cardinality;
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public String[] getOptionValues() {
    return id.equals("scope") ? new String[] {"sub", "one"} : null;
  }

  @Override
  public String[] getOptionLabels() {
    return getOptionValues();
  }

  @Override
  public String validate(String value) {
    if (type == INTEGER && Integer.parseInt(value) > max) {
      return "too large";
    }
    return id.equals("scope") && !value.equals("sub") && !value.equals("one") ? "no option" : "";
  }

  @Override
  public String[] getDefaultValue() {
    return standard == null ? null : new String[] {standard};
  }
}

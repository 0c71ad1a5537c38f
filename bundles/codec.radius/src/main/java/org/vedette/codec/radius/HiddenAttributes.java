package org.vedette.codec.radius;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.vedette.codec.radius.Dictionary.Hiding;

/**
 * Takes attributes from one conversation to another: what is hidden with a salt is revealed with
 * the secret of the one and hidden again with that of the other. All others pass unchanged.
 */
public final class HiddenAttributes {
  /** What becomes of a hidden value; empty when it is lost. */
  @FunctionalInterface
  private interface Change {
    Optional<byte[]> of(byte[] value);
  }

  private final Dictionary dictionary;

  /** Knows from the dictionary what is hidden. */
  public HiddenAttributes(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Reveals; what cannot be revealed, or is hidden like a password, is left out. */
  public List<Attribute> reveal(
      Attribute attribute, SharedSecret secret, byte[] requestAuthenticator) {
    return change(attribute, hidden -> Salted.reveal(hidden, secret, requestAuthenticator));
  }

  /**
   * Hides again.
   *
   * @param salts gives another salt for each value of a packet
   */
  public List<Attribute> hide(
      Attribute attribute, IntSupplier salts, SharedSecret secret, byte[] requestAuthenticator) {
    return change(
        attribute,
        clear ->
            clear.length > Salted.MAX_LENGTH
                ? Optional.empty()
                : Optional.of(Salted.hide(clear, salts.getAsInt(), secret, requestAuthenticator)));
  }

  private List<Attribute> change(Attribute attribute, Change change) {
    if (attribute.type() == AttributeTypes.VENDOR_SPECIFIC) {
      return changeParts(attribute, change);
    }
    return switch (hiding(Dictionary.NO_VENDOR, attribute.type())) {
      case NONE -> List.of(attribute);
      case PASSWORD -> List.of();
      case SALT ->
          changed(Dictionary.NO_VENDOR, attribute.type(), attribute.value(), change)
              .filter(value -> value.length <= Attribute.MAX_VALUE)
              .map(value -> List.of(new Attribute(attribute.type(), value)))
              .orElse(List.of());
    };
  }

  /** A Vendor-Specific stays as it is, unless something in it is hidden. */
  private List<Attribute> changeParts(Attribute attribute, Change change) {
    List<VendorAttribute> parts = VendorAttribute.all(attribute.value(), dictionary::format);
    if (parts.stream().allMatch(it -> hiding(it.vendor(), it.type()) == Hiding.NONE)) {
      return List.of(attribute);
    }
    List<Attribute> all = new ArrayList<>();
    for (VendorAttribute each : parts) {
      Optional<byte[]> value =
          switch (hiding(each.vendor(), each.type())) {
            case NONE -> Optional.of(each.value());
            case PASSWORD -> Optional.empty();
            case SALT -> changed(each.vendor(), each.type(), each.value(), change);
          };
      value
          .filter(it -> it.length <= Salted.MAX_LENGTH + Salted.SALT)
          .map(it -> new VendorAttribute(each.vendor(), each.type(), it))
          .ifPresent(it -> all.add(it.pack(dictionary.format(it.vendor()))));
    }
    return all;
  }

  private Optional<byte[]> changed(int vendor, int type, byte[] value, Change change) {
    int tag = dictionary.numbered(vendor, type).map(it -> it.tagged() ? 1 : 0).orElse(0);
    if (value.length < tag) {
      return Optional.empty();
    }
    return change
        .of(Arrays.copyOfRange(value, tag, value.length))
        .map(
            next -> {
              byte[] whole = Arrays.copyOf(value, tag + next.length);
              System.arraycopy(next, 0, whole, tag, next.length);
              return whole;
            });
  }

  private Hiding hiding(int vendor, int type) {
    return dictionary.numbered(vendor, type).map(Dictionary.Entry::hiding).orElse(Hiding.NONE);
  }
}

package org.vedette.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1Set;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.vedette.listener.ldap.BrokenException;

/** Rewrites entries on their way to the client (RFC 4511 section 4.5.2). */
final class Entries {
  private static final String MECHANISMS = "supportedsaslmechanisms";
  private static final String EXTENSION = "supportedextension";
  private static final String CONTROL = "supportedcontrol";

  private Entries() {}

  /** Leaves out attributes that the application may not see. */
  static byte[] visible(Message entry, Allowed allowed) throws BrokenException {
    return rewritten(entry, (name, attribute) -> allowed.attribute(name) ? attribute : null);
  }

  /** Leaves out of the root DSE (RFC 4512 section 5.1) what is not served here. */
  static byte[] root(Message entry, Allowed allowed, boolean startTls) throws BrokenException {
    return rewritten(
        entry,
        (name, attribute) ->
            switch (Allowed.base(name)) {
              case MECHANISMS -> null;
              case EXTENSION -> values(attribute, extensions(allowed, startTls));
              case CONTROL -> without(attribute, Extensions.refused(allowed));
              default -> attribute;
            });
  }

  private static List<String> extensions(Allowed allowed, boolean startTls) {
    List<String> served = new ArrayList<>(allowed.extensions());
    if (allowed.passwordModify()) {
      served.add(Extensions.PASSWORD_MODIFY);
    }
    if (startTls) {
      served.add(Replies.START_TLS);
    }
    return served;
  }

  /** Keeps those values that are served; StartTLS is ours, whatever the directory offers. */
  private static ASN1Element values(ASN1Element attribute, List<String> served) {
    List<ASN1Element> kept = new ArrayList<>();
    for (ASN1Element value : valuesOf(attribute)) {
      String text = value.decodeAsOctetString().stringValue();
      if (served.contains(text) && !text.equals(Replies.START_TLS)) {
        kept.add(value);
      }
    }
    if (served.contains(Replies.START_TLS)) {
      kept.add(new ASN1OctetString(Replies.START_TLS));
    }
    return with(attribute, kept);
  }

  private static ASN1Element without(ASN1Element attribute, Set<String> hidden) {
    List<ASN1Element> kept = new ArrayList<>();
    for (ASN1Element value : valuesOf(attribute)) {
      if (!hidden.contains(value.decodeAsOctetString().stringValue())) {
        kept.add(value);
      }
    }
    return with(attribute, kept);
  }

  private static ASN1Element[] valuesOf(ASN1Element attribute) {
    try {
      return attribute.decodeAsSequence().elements()[1].decodeAsSet().elements();
    } catch (ASN1Exception damaged) {
      return new ASN1Element[0];
    }
  }

  private static ASN1Element with(ASN1Element attribute, List<ASN1Element> values) {
    try {
      return new ASN1Sequence(
          attribute.decodeAsSequence().elements()[0],
          new ASN1Set(values.toArray(new ASN1Element[0])));
    } catch (ASN1Exception damaged) {
      return attribute;
    }
  }

  private static byte[] rewritten(
      Message entry, BiFunction<String, ASN1Element, @Nullable ASN1Element> each)
      throws BrokenException {
    try {
      ASN1Element[] parts = entry.operation().decodeAsSequence().elements();
      List<ASN1Element> kept = new ArrayList<>();
      for (ASN1Element attribute : parts[1].decodeAsSequence().elements()) {
        String name =
            attribute.decodeAsSequence().elements()[0].decodeAsOctetString().stringValue();
        ASN1Element next = each.apply(name, attribute);
        if (next != null) {
          kept.add(next);
        }
      }
      return Replies.message(
          entry.id(),
          new ASN1Sequence(Op.ENTRY, parts[0], new ASN1Sequence(kept.toArray(new ASN1Element[0]))),
          entry.controls());
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException damaged) {
      throw new BrokenException("the directory sent an entry that cannot be read");
    }
  }
}

package org.vedette.radius;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vedette.api.radius.ReplyAttributes;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeLines;
import org.vedette.codec.radius.AttributeTypes;

/** Which attributes may be set for replies. */
final class ReplyRules {
  /** Together they leave room for what a target says, in a packet of 4096 octets. */
  private static final int MOST_OCTETS = 2000;

  /** What only this listener may put into a reply. */
  private static final Set<Integer> OWN =
      Set.of(
          AttributeTypes.USER_PASSWORD,
          AttributeTypes.CHAP_PASSWORD,
          AttributeTypes.STATE,
          AttributeTypes.PROXY_STATE,
          AttributeTypes.CHAP_CHALLENGE,
          AttributeTypes.EAP_MESSAGE,
          AttributeTypes.MESSAGE_AUTHENTICATOR);

  private final AttributeLines reader;

  ReplyRules(AttributeLines reader) {
    this.reader = reader;
  }

  /** Tells whether an attribute is made by this listener alone. */
  static boolean isOwn(Attribute attribute) {
    return OWN.contains(attribute.type());
  }

  /** Says what is wrong with lines; each sentence names the attribute. */
  List<String> problems(String lines) {
    if (lines.length() > ReplyAttributes.MOST) {
      return List.of("have at most " + ReplyAttributes.MOST + " characters, not " + lines.length());
    }
    AttributeLines.Read read = reader.read(lines);
    List<String> problems = new ArrayList<>(read.problems());
    int octets = 0;
    for (AttributeLines.Line each : read.lines()) {
      octets += each.attribute().value().length + 2;
      if (isOwn(each.attribute())) {
        problems.add(each.name() + " is made by this server for each packet");
      }
    }
    if (octets > MOST_OCTETS) {
      problems.add("together they have " + octets + " octets; " + MOST_OCTETS + " is the most");
    }
    return problems;
  }
}

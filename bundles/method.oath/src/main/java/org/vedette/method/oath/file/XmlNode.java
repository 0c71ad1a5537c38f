package org.vedette.method.oath.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of XML without its namespace: vendors write several of PSKC's drafts.
 *
 * @param name local name
 * @param line where it begins, the first being 1
 * @param attributes by local name
 * @param children elements within
 * @param text text directly within, without blanks around
 */
record XmlNode(
    String name, int line, Map<String, String> attributes, List<XmlNode> children, String text) {

  /** The first element of this name. */
  Optional<XmlNode> child(String wanted) {
    return children.stream().filter(it -> it.name.equals(wanted)).findFirst();
  }

  /** The element at the end of these names. */
  Optional<XmlNode> path(String... names) {
    Optional<XmlNode> at = Optional.of(this);
    for (String each : names) {
      at = at.flatMap(it -> it.child(each));
    }
    return at;
  }

  /** Text at the end of these names; empty when there is none. */
  String textAt(String... names) {
    return path(names).map(XmlNode::text).orElse("");
  }

  /** Value of an attribute; empty when there is none. */
  String attribute(String wanted) {
    return attributes.getOrDefault(wanted, "");
  }
}

package org.vedette.method.oath.file;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the elements below the root one after the other, so that a large file is never a tree in
 * memory. There are no document types, so no entities and nothing that is fetched; depth, number of
 * elements and length of text are limited. Not thread-safe.
 */
final class XmlReader {
  private static final int MAX_DEPTH = 24;
  private static final int MAX_NODES = 500;
  private static final int MAX_TEXT = 64 << 10;
  private static final int MAX_ATTRIBUTES = 32;

  /** The file is not XML, or is more than is read. */
  static final class BadXmlException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    BadXmlException(int line, String message) {
      super(message, null, false, false);
      this.line = line;
    }

    int line() {
      return line;
    }

    /** What is wrong; never repeats what the file holds. */
    String problem() {
      return String.valueOf(getMessage());
    }
  }

  private final XMLStreamReader in;
  private int nodes;

  XmlReader(byte[] file) throws BadXmlException {
    // The parser of Java itself: any other that is installed may have other defaults.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched");
        });
    try {
      in = factory.createXMLStreamReader(new StringReader(XmlText.decode(file)));
    } catch (XMLStreamException malformed) {
      throw new BadXmlException(1, "is not XML");
    }
  }

  /** Moves to the root and returns its local name. */
  String root() throws BadXmlException {
    while (step() != XMLStreamConstants.START_ELEMENT) {
      if (in.getEventType() == XMLStreamConstants.END_DOCUMENT) {
        throw bad("has no element");
      }
    }
    return in.getLocalName();
  }

  /** Reads the next element below the root; empty at its end. */
  Optional<XmlNode> next() throws BadXmlException {
    while (true) {
      int event = step();
      if (event == XMLStreamConstants.START_ELEMENT) {
        nodes = 0;
        return Optional.of(node(1));
      }
      if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
        return Optional.empty();
      }
    }
  }

  private XmlNode node(int depth) throws BadXmlException {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
      throw bad("has too many elements within one another, or in one key package");
    }
    String name = in.getLocalName();
    int line = in.getLocation().getLineNumber();
    Map<String, String> attributes = attributes();
    List<XmlNode> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int event = step(); event != XMLStreamConstants.END_ELEMENT; event = step()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(node(depth + 1));
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        if (text.length() + in.getTextLength() > MAX_TEXT) {
          throw bad("has an element with too long a text");
        }
        text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
      }
    }
    return new XmlNode(name, line, attributes, children, text.toString().strip());
  }

  private Map<String, String> attributes() throws BadXmlException {
    if (in.getAttributeCount() > MAX_ATTRIBUTES) {
      throw bad("has an element with too many attributes");
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < in.getAttributeCount(); i++) {
      String value = in.getAttributeValue(i).strip();
      if (value.length() > MAX_TEXT) {
        throw bad("has too long an attribute");
      }
      attributes.put(in.getAttributeLocalName(i), value);
    }
    return attributes;
  }

  private int step() throws BadXmlException {
    int event;
    try {
      if (!in.hasNext()) {
        throw bad("ends too early");
      }
      event = in.next();
    } catch (XMLStreamException malformed) {
      int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNumber();
      throw new BadXmlException(Math.max(1, line), "is not well-formed XML from here on");
    }
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw bad("has a document type or an entity, which are not read");
    }
    return event;
  }

  private BadXmlException bad(String problem) {
    return new BadXmlException(Math.max(1, in.getLocation().getLineNumber()), problem);
  }
}

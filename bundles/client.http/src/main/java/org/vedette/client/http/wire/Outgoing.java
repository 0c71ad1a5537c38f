package org.vedette.client.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request, written out. It may hold number, text and secret: it is not for a log.
 *
 * @param method GET, POST or PUT
 * @param url the whole URL
 * @param headers names and values
 * @param body the body; empty where there is none
 */
public record Outgoing(String method, String url, List<Header> headers, Optional<String> body) {
  /**
   * A header.
   *
   * @param name its name
   * @param value its value, printable ASCII
   */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return "Header[" + name + "]";
    }
  }

  /** Copies the headers. */
  public Outgoing {
    headers = List.copyOf(headers);
  }

  /** Returns the same with another header. */
  public Outgoing with(Header header) {
    List<Header> more = new ArrayList<>(headers);
    more.add(header);
    return new Outgoing(method, url, more, body);
  }

  /** Hides all but the method. */
  @Override
  public String toString() {
    return "Outgoing[" + method + "]";
  }
}

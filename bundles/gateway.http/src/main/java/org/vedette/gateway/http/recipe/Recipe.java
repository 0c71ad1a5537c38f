package org.vedette.gateway.http.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.answer.Rules;
import org.vedette.client.http.provider.Authentication;
import org.vedette.client.http.wire.Outgoing;
import org.vedette.client.http.wire.Outgoing.Header;
import org.vedette.gateway.http.template.Template;
import org.vedette.gateway.http.template.Values;

/**
 * How a request is made and its answer read.
 *
 * @param method GET, POST or PUT
 * @param server scheme, host and port, for logs
 * @param url the whole URL, query included
 * @param headers further headers
 * @param body the body, where there is one
 * @param authentication how this server proves who it is
 * @param from the sender
 * @param rules what answers mean
 */
public record Recipe(
    String method,
    String server,
    Template url,
    List<HeaderTemplate> headers,
    Optional<Template> body,
    Authentication authentication,
    String from,
    Rules rules) {
  /** Copies the headers. */
  public Recipe {
    headers = List.copyOf(headers);
  }

  /**
   * Writes a request.
   *
   * @param to {@code +} and digits
   * @param id id of the request
   */
  public Outgoing write(String to, String text, String id, Secret secret) {
    Values values = new Values(to, text, from, id, secret);
    List<Header> all = new ArrayList<>();
    headers.forEach(each -> all.add(new Header(each.name(), each.value().render(values))));
    authentication.header(secret).ifPresent(all::add);
    return new Outgoing(
        method, url.render(values), all, body.map(template -> template.render(values)));
  }

  /** Tells whether the secret can be sent the way this recipe says. */
  public boolean fits(Secret secret) {
    return authentication.fits(secret);
  }

  /** Hides what may be secret. */
  @Override
  public String toString() {
    return "Recipe[" + method + " " + server + "]";
  }
}

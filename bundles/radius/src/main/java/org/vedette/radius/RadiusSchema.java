package org.vedette.radius;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.secret.Secret;
import org.vedette.codec.radius.AttributeLines;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.Texts;

/** What RADIUS adds to an application. */
@Component(property = ApplicationSchema.PROPERTY + "=" + ClientFields.LISTENER)
public final class RadiusSchema implements ApplicationSchema {
  private static final int MAX_MESSAGE = 1000;

  private static final List<Field> FIELDS =
      List.of(
          new Field(
              ClientFields.SECRET,
              "Secret shared with the client, 16 to 128 characters; make one with: openssl rand"
                  + " -base64 24",
              "",
              true,
              true),
          field(
              ClientFields.SECRET_OVERLAP_HOURS,
              "How many hours the secret before is honoured after a change, 0 to 720, so that the"
                  + " client can be changed later"),
          field(
              ClientFields.MESSAGE_AUTHENTICATOR,
              "Whether requests must carry Message-Authenticator: required; learned (once seen it"
                  + " is demanded); off (only for old clients in a protected network)"),
          field(
              ClientFields.REPLY_MESSAGE,
              "Text of a challenge, up to 1000 octets; {prompt} is the question, {id} the request,"
                  + " for instance: {prompt}"),
          field(
              ClientFields.REJECT_MESSAGE,
              "Text of a reject, up to 1000 octets; {id} leads an administrator to the reason, for"
                  + " instance: Sign-in failed. Reference {id}"),
          field(
              ClientFields.CHALLENGE,
              "Whether the client can show a challenge: on, or off (a sign-in that needs one is"
                  + " rejected)"),
          field(
              ClientFields.PROTOCOLS,
              "How passwords may come: pap; chap (primary=none: the code is the password); mschapv2"
                  + " (primary=local or ntlm:NAME, and methods that are answered on a phone); eap;"
                  + " with primary=radius:NAME all of these pass to it, and none (the client has"
                  + " let the person sign in itself, and sends nothing), for instance: pap, chap"),
          field(
              ClientFields.EAP_METHODS,
              "What eap may be, the first is offered first: ttls-pap and peap-gtc (text in a TLS"
                  + " tunnel; only peap-gtc can ask for a code); peap-mschapv2 (primary=local or"
                  + " ntlm:NAME); gtc (no tunnel: passwords in clear as far as this server, no"
                  + " keys). With primary=radius:NAME it is the target that decides"),
          field(
              ClientFields.MAX_RATE,
              "Requests a second that one source address may send, 1 to 100000, further ones are"
                  + " dropped; 0 for no limit"),
          field(
              ClientFields.REPLY_ATTRIBUTES,
              "Attributes of every Access-Accept, Name = value, separated by semicolons or lines,"
                  + " for instance: Filter-Id = vpn; Session-Timeout = 28800. Those of the user,"
                  + " the user's groups and primary authentication hide those of the same name"),
          field(
              ClientFields.CHARSET,
              "What names and passwords may be when they are no UTF-8: utf-8 (nothing else) or"
                  + " iso-8859-1"),
          field(
              ClientFields.ACCOUNTING,
              "Which other server gets the client's accounting reports: primary (the one that"
                  + " checks its passwords, with primary=radius:NAME), none, or one of its own, for"
                  + " instance: radius:old"),
          field(
              ClientFields.RADSEC_NAME,
              "Name that the certificate of the client must be for when it comes by TLS (RadSec),"
                  + " for instance nas1.example.org or *.example.org; empty: it may not come by"
                  + " TLS"),
          field(
              ClientFields.RADSEC_ONLY,
              "Whether the client may come by TLS only: on (then it needs no secret), or off"),
          field(
              ClientFields.DISCONNECT,
              "Whether running sessions of users who are blocked are ended at the client"
                  + " (Disconnect-Request, RFC 5176): on, or off. Needs accounting and the"
                  + " capability disconnect"),
          field(
              ClientFields.DISCONNECT_PORT,
              "UDP port of the client for such requests, 1 to 65535"));

  private final ReplyRules replies = new ReplyRules(new AttributeLines(Dictionary.shipped()));

  /** Made by DS. */
  public RadiusSchema() {}

  @Override
  public List<Field> fields() {
    return FIELDS;
  }

  @Override
  public Optional<String> selector(String typed) {
    return Network.parse(typed).map(Network::text);
  }

  @Override
  public String selectorHelp() {
    return "The address or network the client sends from, for instance 192.0.2.7, 192.0.2.0/24 or"
        + " 2001:db8::/64; of networks that overlap the longest prefix counts.";
  }

  @Override
  public List<Problem> check(String primary, Map<String, String> values) {
    List<Problem> problems = new ArrayList<>();
    if (ClientFields.rule(value(values, ClientFields.MESSAGE_AUTHENTICATOR)).isEmpty()) {
      problems.add(new Problem(ClientFields.MESSAGE_AUTHENTICATOR, "is required, learned or off"));
    }
    if (ClientFields.onOff(value(values, ClientFields.CHALLENGE)).isEmpty()) {
      problems.add(new Problem(ClientFields.CHALLENGE, "is on or off"));
    }
    ProtocolRules.problem(primary, value(values, ClientFields.PROTOCOLS))
        .ifPresent(why -> problems.add(new Problem(ClientFields.PROTOCOLS, why)));
    if (ClientFields.hours(value(values, ClientFields.SECRET_OVERLAP_HOURS)).isEmpty()) {
      problems.add(
          new Problem(ClientFields.SECRET_OVERLAP_HOURS, "is a whole number from 0 to 720"));
    }
    if (ClientFields.rate(value(values, ClientFields.MAX_RATE)).isEmpty()) {
      problems.add(new Problem(ClientFields.MAX_RATE, "is a whole number from 0 to 100000"));
    }
    EapMethods.problem(primary, value(values, ClientFields.EAP_METHODS))
        .ifPresent(why -> problems.add(new Problem(ClientFields.EAP_METHODS, why)));
    if (ClientFields.onOff(value(values, ClientFields.DISCONNECT)).isEmpty()) {
      problems.add(new Problem(ClientFields.DISCONNECT, "is on or off"));
    }
    if (ClientFields.port(value(values, ClientFields.DISCONNECT_PORT)).isEmpty()) {
      problems.add(
          new Problem(ClientFields.DISCONNECT_PORT, "is a port from 1 to 65535, usually 3799"));
    }
    if (ClientFields.charset(value(values, ClientFields.CHARSET)).isEmpty()) {
      problems.add(new Problem(ClientFields.CHARSET, "is utf-8 or iso-8859-1"));
    }
    List<String> wrong = replies.problems(value(values, ClientFields.REPLY_ATTRIBUTES));
    if (!wrong.isEmpty()) {
      problems.add(new Problem(ClientFields.REPLY_ATTRIBUTES, String.join("; ", wrong)));
    }
    AccountingChoice.problem(value(values, ClientFields.ACCOUNTING))
        .ifPresent(why -> problems.add(new Problem(ClientFields.ACCOUNTING, why)));
    problems.addAll(radsec(values));
    for (String field : List.of(ClientFields.REPLY_MESSAGE, ClientFields.REJECT_MESSAGE)) {
      byte[] text = value(values, field).getBytes(StandardCharsets.UTF_8);
      if (text.length > MAX_MESSAGE || Texts.read(text).isEmpty()) {
        problems.add(
            new Problem(field, "is one line of at most 1000 octets, for instance: {prompt}"));
      }
    }
    return problems;
  }

  @Override
  public Optional<Problem> checkSecret(String field, Secret value) {
    if (!field.equals(ClientFields.SECRET)) {
      return Optional.of(new Problem(field, "is no secret of a RADIUS client"));
    }
    return SharedSecretRules.refusal(value).map(why -> new Problem(field, why));
  }

  private static List<Problem> radsec(Map<String, String> values) {
    List<Problem> problems = new ArrayList<>();
    String name = value(values, ClientFields.RADSEC_NAME);
    RadsecRule.problem(name)
        .ifPresent(why -> problems.add(new Problem(ClientFields.RADSEC_NAME, why)));
    Optional<Boolean> only = ClientFields.onOff(value(values, ClientFields.RADSEC_ONLY));
    if (only.isEmpty()) {
      problems.add(new Problem(ClientFields.RADSEC_ONLY, "is on or off"));
    } else if (only.get() && name.isBlank()) {
      problems.add(
          new Problem(
              ClientFields.RADSEC_ONLY, "needs radsecName, or the client could not come at all"));
    }
    return problems;
  }

  private static Field field(String name, String description) {
    return new Field(name, description, ClientFields.DEFAULTS.getOrDefault(name, ""), false);
  }

  private static String value(Map<String, String> values, String field) {
    return ClientFields.value(values, field);
  }
}

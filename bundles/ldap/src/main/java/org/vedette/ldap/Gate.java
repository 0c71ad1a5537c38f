package org.vedette.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vedette.ldap.Running.Rewrite;
import org.vedette.listener.ldap.BrokenException;

/** Decides which requests pass to a directory, and in which form. */
final class Gate {
  /** RFC 4370 section 3. */
  private static final int AUTHORIZATION_DENIED = 123;

  /** RFC 4511 section 4.1.9. */
  private static final int CRITICAL_UNAVAILABLE = 12;

  /** What becomes of a request. */
  sealed interface Ruling {
    /**
     * It passes.
     *
     * @param bytes in this form
     * @param rewrite how the entries that come back are treated
     * @param password whether it changes a password
     */
    record Pass(byte[] bytes, Rewrite rewrite, boolean password) implements Ruling {}

    /** It is answered here. */
    record Refuse(int code, String text) implements Ruling {}

    /** Handles both. */
    default <R> R match(Function<Pass, R> pass, Function<Refuse, R> refuse) {
      return this instanceof Pass one ? pass.apply(one) : refuse.apply((Refuse) this);
    }
  }

  private Gate() {}

  /**
   * Judges a request.
   *
   * @param known whether somebody has bound
   * @throws BrokenException when it cannot be read
   */
  static Ruling judge(Message message, Op op, Client client, boolean known) throws BrokenException {
    try {
      Set<String> controls = controls(message);
      if (!Collections.disjoint(controls, Extensions.PROXIED)) {
        // Whoever may act as another would need no second factor of the other's.
        return new Ruling.Refuse(AUTHORIZATION_DENIED, "Nobody acts as another here.");
      }
      if (!Collections.disjoint(controls, Extensions.refused(client.allowed()))) {
        return new Ruling.Refuse(CRITICAL_UNAVAILABLE, "A control is not open here.");
      }
      boolean root = op == Op.SEARCH && isRoot(message);
      if (!known && !client.anonymous() && !root) {
        return new Ruling.Refuse(Replies.INSUFFICIENT_ACCESS, "Bind first.");
      }
      return switch (op) {
        case SEARCH -> root ? pass(message, Rewrite.ROOT) : search(message, client.allowed());
        case COMPARE -> compare(message, client.allowed());
        case MODIFY -> modify(message, client.allowed());
        case EXTENDED -> extended(message, client.allowed());
        default -> client.allowed().operations().contains(op) ? pass(message) : forbidden(op);
      };
    } catch (ASN1Exception | LDAPException | ArrayIndexOutOfBoundsException damaged) {
      throw new BrokenException("a request cannot be read");
    }
  }

  /** Tells whether it acts on behalf of another (RFC 4370). */
  static boolean proxied(Message message) throws ASN1Exception {
    return !Collections.disjoint(controls(message), Extensions.PROXIED);
  }

  /** Tells whether a request that was read before carries a control. */
  static boolean has(Message message, String control) {
    try {
      return controls(message).contains(control);
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException damaged) {
      return false;
    }
  }

  /** Object identifiers of the controls (RFC 4511 section 4.1.11). */
  private static Set<String> controls(Message message) throws ASN1Exception {
    byte[] controls = message.controls();
    Set<String> found = new HashSet<>();
    if (controls.length > 0) {
      for (ASN1Element each : ASN1Element.decode(controls).decodeAsSequence().elements()) {
        found.add(each.decodeAsSequence().elements()[0].decodeAsOctetString().stringValue());
      }
    }
    return found;
  }

  private static boolean isRoot(Message message) throws ASN1Exception {
    ASN1Element[] parts = message.operation().decodeAsSequence().elements();
    return parts[0].getValue().length == 0
        && ASN1Enumerated.decodeAsEnumerated(parts[1]).intValue() == 0;
  }

  private static Ruling search(Message message, Allowed allowed)
      throws ASN1Exception, LDAPException {
    if (!allowed.operations().contains(Op.SEARCH)) {
      return forbidden(Op.SEARCH);
    }
    // RFC 4511 section 4.5.1: base, scope, aliases, size, time, types only, filter, attributes.
    ASN1Element[] parts = message.operation().decodeAsSequence().elements();
    if (!searches(Filter.decode(parts[6]), allowed)) {
      return new Ruling.Refuse(
          Replies.INSUFFICIENT_ACCESS,
          "The filter names an attribute that is not open here, or a password.");
    }
    int wanted = ASN1Integer.decodeAsInteger(parts[3]).intValue();
    int most = allowed.sizeLimit();
    byte[] bytes = message.bytes();
    if (most > 0 && (wanted == 0 || wanted > most)) {
      parts[3] = new ASN1Integer(most);
      bytes =
          Replies.message(
              message.id(), new ASN1Sequence(Op.SEARCH.request(), parts), message.controls());
    }
    return new Ruling.Pass(
        bytes, allowed.attributes().isEmpty() ? Rewrite.NONE : Rewrite.ATTRIBUTES, false);
  }

  private static boolean searches(Filter filter, Allowed allowed) {
    if (filter.getFilterType() == Filter.FILTER_TYPE_NOT) {
      return searches(filter.getNOTComponent(), allowed);
    }
    for (Filter each : filter.getComponents()) {
      if (!searches(each, allowed)) {
        return false;
      }
    }
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND, Filter.FILTER_TYPE_OR -> true;
      case Filter.FILTER_TYPE_PRESENCE -> allowed.attribute(filter.getAttributeName());
      default -> matches(filter.getAttributeName(), allowed);
    };
  }

  /**
   * A match by rule alone (RFC 4511 section 4.5.1.7.7) looks at every attribute, also passwords.
   */
  private static boolean matches(@Nullable String name, Allowed allowed) {
    return name != null && allowed.attribute(name) && !Passwords.named(name);
  }

  private static Ruling compare(Message message, Allowed allowed) throws ASN1Exception {
    ASN1Element[] parts = message.operation().decodeAsSequence().elements();
    String name = parts[1].decodeAsSequence().elements()[0].decodeAsOctetString().stringValue();
    if (!allowed.operations().contains(Op.COMPARE) || !allowed.attribute(name)) {
      return forbidden(Op.COMPARE);
    }
    // Whoever compares passwords checks them without a second factor.
    return Passwords.named(name)
        ? new Ruling.Refuse(Replies.UNWILLING, "Passwords are not compared here.")
        : pass(message);
  }

  private static Ruling modify(Message message, Allowed allowed) throws ASN1Exception {
    ASN1Element[] parts = message.operation().decodeAsSequence().elements();
    boolean password = false;
    boolean other = false;
    for (ASN1Element change : parts[1].decodeAsSequence().elements()) {
      ASN1Element attribute = change.decodeAsSequence().elements()[1];
      String name = attribute.decodeAsSequence().elements()[0].decodeAsOctetString().stringValue();
      boolean secret = Passwords.named(name);
      password |= secret;
      other |= !secret;
    }
    if (password && !allowed.passwordModify()
        || other && !allowed.operations().contains(Op.MODIFY)) {
      return forbidden(Op.MODIFY);
    }
    return new Ruling.Pass(message.bytes(), Rewrite.NONE, password);
  }

  private static Ruling extended(Message message, Allowed allowed) throws ASN1Exception {
    String oid = oid(message);
    boolean password = oid.equals(Extensions.PASSWORD_MODIFY);
    if (password ? allowed.passwordModify() : allowed.extensions().contains(oid)) {
      Rewrite rewrite = oid.equals(Extensions.WHO_AM_I) ? Rewrite.WHO_AM_I : Rewrite.NONE;
      return new Ruling.Pass(message.bytes(), rewrite, password);
    }
    return forbidden(Op.EXTENDED);
  }

  /** Returns which extended operation is asked for (RFC 4511 section 4.12). */
  static String oid(Message message) throws ASN1Exception {
    return message.operation().decodeAsSequence().elements()[0].decodeAsOctetString().stringValue();
  }

  private static Ruling pass(Message message) {
    return pass(message, Rewrite.NONE);
  }

  private static Ruling pass(Message message, Rewrite rewrite) {
    return new Ruling.Pass(message.bytes(), rewrite, false);
  }

  private static Ruling forbidden(Op op) {
    return new Ruling.Refuse(
        Replies.UNWILLING, op.name().toLowerCase(Locale.ROOT) + " is not open here.");
  }
}

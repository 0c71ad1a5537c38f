package org.vedette.eap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Outcome;
import org.vedette.codec.eap.EapCode;
import org.vedette.codec.eap.EapPacket;
import org.vedette.codec.eap.EapType;
import org.vedette.codec.eap.PeapInner;
import org.vedette.codec.eap.ResultTlv;
import org.vedette.codec.eap.TypedText;

/**
 * EAP in the tunnel of PEAPv0: who is it, then a method, then the result, which both sides say so
 * that nobody outside can forge it (MS-PEAP 3.3.5, draft-kamath-pppext-peapv0 section 2).
 */
final class PeapInside implements Method {
  private static final byte[] NOTHING = {};

  /**
   * A method that may be offered.
   *
   * @param type its EAP type
   * @param begins makes it for a name
   */
  record Offer(int type, Function<String, Method> begins) {}

  private final List<Offer> offers;
  private String name = "";
  private int type = EapType.IDENTITY;
  private boolean offered;
  private @Nullable Method method;
  private @Nullable Move end;

  PeapInside(List<Offer> offers) {
    this.offers = new ArrayList<>(offers);
  }

  @Override
  public Move start(int identifier) {
    return say(new Move.Say(NOTHING), identifier);
  }

  @Override
  public Move receive(byte[] data, int identifier) {
    int answered = identifier - 1 & 0xFF;
    Optional<EapPacket> packet = PeapInner.decode(data, EapCode.RESPONSE, answered);
    if (packet.isEmpty()) {
      return new Move.Fail("what came in the tunnel of PEAP is no EAP");
    }
    Move ending = end;
    if (ending != null) {
      return end(packet.get(), ending);
    }
    if (type == EapType.IDENTITY) {
      return identity(packet.get(), identifier);
    }
    if (packet.get().type() == EapType.NAK && offered) {
      return other(packet.get(), identifier);
    }
    Method running = method;
    if (running == null || packet.get().type() != type) {
      return new Move.Fail("an EAP type in the tunnel of PEAP that was not asked for");
    }
    offered = false;
    return next(running.receive(packet.get().data(), identifier), identifier);
  }

  private Move identity(EapPacket packet, int identifier) {
    Optional<String> said =
        packet.type() == EapType.IDENTITY ? TypedText.name(packet.data()) : Optional.empty();
    if (said.isEmpty()) {
      return new Move.Fail("the identity in the tunnel of PEAP is missing or no UTF-8 text");
    }
    name = said.get();
    return offer(offers.remove(0), identifier);
  }

  private Move offer(Offer offer, int identifier) {
    type = offer.type();
    offered = true;
    Method begun = offer.begins().apply(name);
    method = begun;
    return next(begun.start(identifier), identifier);
  }

  /** The peer wants another method (RFC 3748 section 5.3.1). */
  private Move other(EapPacket nak, int identifier) {
    for (Offer each : offers) {
      for (byte wanted : nak.data()) {
        if ((wanted & 0xFF) == each.type()) {
          offers.remove(each);
          return offer(each, identifier);
        }
      }
    }
    return result(
        ResultTlv.FAILURE,
        new Move.Fail("the supplicant wants a method in the tunnel of PEAP that is not allowed"),
        identifier);
  }

  @Override
  public Move concluded(Outcome outcome, int identifier) {
    Method running = method;
    return running == null
        ? new Move.Fail("nothing was asked")
        : next(running.concluded(outcome, identifier), identifier);
  }

  private Move next(Move move, int identifier) {
    return move.match(
        say -> say(say, identifier),
        ask -> ask,
        done -> result(ResultTlv.SUCCESS, done, identifier),
        fail -> result(ResultTlv.FAILURE, fail, identifier));
  }

  private Move say(Move.Say say, int identifier) {
    EapPacket packet = EapPacket.request(identifier, type, say.data());
    return new Move.Say(PeapInner.encode(packet), say.patience());
  }

  private Move result(ResultTlv result, Move then, int identifier) {
    end = then;
    type = EapType.TLV;
    return say(new Move.Say(result.encode()), identifier);
  }

  /** The peer may turn a success into a failure, never the other way round. */
  private static Move end(EapPacket packet, Move ending) {
    boolean agrees =
        packet.type() == EapType.TLV
            && ResultTlv.decode(packet.data()).equals(Optional.of(ResultTlv.SUCCESS));
    return ending instanceof Move.Done && !agrees
        ? new Move.Fail("the supplicant does not confirm the success in the tunnel of PEAP")
        : ending;
  }

  @Override
  public void close() {
    Method running = method;
    if (running != null) {
      running.close();
    }
  }
}

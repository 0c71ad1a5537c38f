package org.vedette.gateway.http.callback;

/** What a provider tells. */
public sealed interface CallbackEvent permits CallbackEvent.Receipt, CallbackEvent.Reply {
  /** What became of a message. */
  enum State {
    /** It is on its way. */
    UNDERWAY,
    /** The phone has it. */
    DELIVERED,
    /** It will not arrive. */
    FAILED
  }

  /**
   * What became of a message.
   *
   * @param reference the provider's id, as {@code Delivery.Sent} had it
   * @param state what became of it
   * @param status the provider's own word for it
   * @param code the provider's number of the error; empty when there is none
   */
  record Receipt(String reference, State state, String status, String code)
      implements CallbackEvent {}

  /**
   * Somebody answered.
   *
   * @param reference the provider's id of the answer, the same when it is told twice
   * @param from the phone, {@code +} and digits where the provider writes it so
   * @param text what was written; may be a code, so it is not for a log
   */
  record Reply(String reference, String from, String text) implements CallbackEvent {
    /** Hides numbers and text. */
    @Override
    public String toString() {
      return "Reply[" + reference + "]";
    }
  }
}

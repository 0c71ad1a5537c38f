package org.vedette.state.table;

/**
 * What another server says about a claim.
 *
 * @param server id of the server that answers
 * @param says what it knows
 */
public record ClaimReply(String server, Says says) {
  /** Answers. */
  public sealed interface Says {}

  /** Nobody else's there; remembered for who asked. */
  public record Free() implements Says {}

  /** Another request has it there. */
  public record Taken() implements Says {}

  /**
   * The same request used it.
   *
   * @param outcome what it was answered
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answered(byte[] outcome) implements Says {}

  /** The same request is being answered there, and has not been in time. */
  public record Busy() implements Says {}

  /**
   * It was said to be free for another request before; whoever has heard from that server itself
   * knows better.
   *
   * @param holder id of the server that was told so
   */
  public record Promised(String holder) implements Says {}
}

package org.vedette.gateway.asterisk;

import java.util.concurrent.CompletionStage;

/** What can be done with a channel. Stages complete when Asterisk has answered, or fail in time. */
interface Hands {
  /** Plays a prompt; it goes on after the stage is complete. */
  CompletionStage<?> play(String channel, String playback, String prompt, String language);

  /** Stops what is played. */
  CompletionStage<?> stop(String playback);

  /** Presses keys; {@code w} waits half a second. */
  CompletionStage<?> press(String channel, String keys);

  /** Ends the channel. */
  CompletionStage<?> hangUp(String channel);
}

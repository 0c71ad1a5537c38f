package org.vedette.gateway.asterisk;

import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.client.http.json.JsonReader;
import org.vedette.client.http.json.JsonValue;

/**
 * An event of Asterisk, as far as it is of interest ("Events REST API" of its documentation).
 *
 * @param type its name
 * @param channel id of the channel; empty where it is of none
 * @param detail the key, the id of the playback, or the words for a cause
 * @param cause why a channel ended; -1 in other events
 */
record AriEvent(String type, String channel, String detail, int cause) {
  static final String STARTED = "StasisStart";
  static final String KEY = "ChannelDtmfReceived";
  static final String PLAYED = "PlaybackFinished";
  static final String DESTROYED = "ChannelDestroyed";

  private static final JsonPointer TYPE = pointer("/type");
  private static final JsonPointer CHANNEL = pointer("/channel/id");
  private static final JsonPointer DIGIT = pointer("/digit");
  private static final JsonPointer PLAYBACK = pointer("/playback/id");
  private static final JsonPointer TARGET = pointer("/playback/target_uri");
  private static final JsonPointer CAUSE = pointer("/cause");
  private static final JsonPointer WORDS = pointer("/cause_txt");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
  private static final String OF_CHANNEL = "channel:";

  /** Reads an event; empty when it is none of those that lead a call. */
  static Optional<AriEvent> read(String text) {
    return JsonReader.read(text).flatMap(AriEvent::of);
  }

  private static Optional<AriEvent> of(JsonValue json) {
    String type = TYPE.scalar(json).orElse("");
    String channel = CHANNEL.scalar(json).orElse("");
    return switch (type) {
      case STARTED -> Optional.of(new AriEvent(type, channel, "", -1));
      case KEY -> DIGIT.scalar(json).map(key -> new AriEvent(type, channel, key, -1));
      case PLAYED ->
          TARGET
              .scalar(json)
              .filter(target -> target.startsWith(OF_CHANNEL))
              .map(
                  target ->
                      new AriEvent(
                          type,
                          target.substring(OF_CHANNEL.length()),
                          PLAYBACK.scalar(json).orElse(""),
                          -1));
      case DESTROYED ->
          CAUSE
              .scalar(json)
              .filter(cause -> NUMBER.matcher(cause).matches())
              .map(
                  cause ->
                      new AriEvent(
                          type, channel, WORDS.scalar(json).orElse(""), Integer.parseInt(cause)));
      default -> Optional.empty();
    };
  }

  private static JsonPointer pointer(String text) {
    return JsonPointer.parse(text).orElseThrow();
  }

  /** Hides the key. */
  @Override
  public String toString() {
    return "AriEvent[" + type + "]";
  }
}

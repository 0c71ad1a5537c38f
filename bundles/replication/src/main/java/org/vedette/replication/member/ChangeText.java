package org.vedette.replication.member;

import java.util.stream.Collectors;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Changes;
import org.vedette.api.store.MalformedRecordException;

/**
 * A change as a line for people: who changed which records, never their content.
 *
 * @param index its number
 * @param actor who made it
 * @param change its byte form
 */
@SuppressWarnings("ArrayRecordComponent")
record ChangeText(long index, Actor actor, byte[] change) {
  String line() {
    return index + " by " + actor.name() + " via " + actor.via() + ": " + what();
  }

  private String what() {
    try {
      return Changes.fromBytes(change).map(ChangeText::of).orElse("a change of a newer version");
    } catch (MalformedRecordException | IllegalArgumentException damaged) {
      return "a change that cannot be read";
    }
  }

  private static String of(Change change) {
    return change.match(
        put ->
            (put.record().version() == 1 ? "add " : "change ")
                + put.type().name()
                + " "
                + put.record().name(),
        remove -> "remove " + remove.type().name() + " " + remove.id(),
        batch -> batch.changes().stream().map(ChangeText::of).collect(Collectors.joining(", ")));
  }
}

package org.vedette.api.sync;

import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * What is done with the people whom an item of synchronization, or an import, is about.
 *
 * @param add whether those who are no users become users
 * @param update whether users take over what changes in the directory
 * @param enableNew whether new users may sign in at once
 * @param needPhone whether only those become users who have a telephone number that can be read
 * @param adopt whether a user of the same name who was made by hand becomes the entry's; such names
 *     are collisions otherwise
 * @param overwritePhone whether a telephone number that was changed here gives way to the
 *     directory's
 * @param mails whether new users get a welcome, and their first PIN, by mail
 * @param pin whether new users get a random PIN, which they must change at once; it is mailed
 * @param onLeave when the entry is no longer in the place or group of any item
 * @param onDisabled when the directory lets the person sign in no longer
 * @param onDeleted when the entry is gone from the directory and the settings say that this counts;
 *     otherwise that is as good as having left
 */
public record SyncRules(
    boolean add,
    boolean update,
    boolean enableNew,
    boolean needPhone,
    boolean adopt,
    boolean overwritePhone,
    boolean mails,
    boolean pin,
    Fate onLeave,
    Fate onDisabled,
    Fate onDeleted) {
  /** What holds where nothing else is said. */
  public static final SyncRules USUAL =
      new SyncRules(
          true,
          true,
          true,
          false,
          false,
          false,
          true,
          false,
          Fate.DISABLE,
          Fate.DISABLE,
          Fate.REMOVE);

  void write(Encoder out) {
    out.bool(add).bool(update).bool(enableNew).bool(needPhone).bool(adopt).bool(overwritePhone);
    out.bool(mails).bool(pin).text(onLeave.name()).text(onDisabled.name()).text(onDeleted.name());
  }

  static SyncRules read(Decoder in) {
    return new SyncRules(
        in.bool(),
        in.bool(),
        in.bool(),
        in.bool(),
        in.bool(),
        in.bool(),
        in.bool(),
        in.bool(),
        in.constant(Fate.class),
        in.constant(Fate.class),
        in.constant(Fate.class));
  }
}

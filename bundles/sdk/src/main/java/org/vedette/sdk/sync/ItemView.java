package org.vedette.sdk.sync;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vedette.api.sync.SyncItem;
import org.vedette.sdk.http.Json;

/**
 * An item of synchronization.
 *
 * @param id identity; set by the server
 * @param version one more with each change; give it to change only what you saw
 * @param position place among the items, from 1; the first that a person is in decides
 * @param name 1 to 64 characters
 * @param enabled false: nothing happens to the people in it
 * @param directory name of the directory
 * @param container distinguished name of the place people are in; null: the whole directory
 * @param group identity of the security group people are in, groups in it included
 * @param nested whether what lies deeper, and groups in the group, count
 * @param add whether people become users
 * @param update whether users take over what changes
 * @param enableNew whether new users may sign in at once
 * @param needPhone whether only those with a telephone number become users
 * @param adopt whether users of the same name who were made by hand are taken over
 * @param overwritePhone whether a telephone number changed here gives way to the directory's
 * @param mails whether new users get mails
 * @param firstPin whether new users get a random PIN by mail
 * @param onLeave ignore, disable or remove those who leave all items
 * @param onDisabled the same for those whom the directory disables
 * @param onDeleted the same for those whose entry is deleted, where removeDeleted is set
 * @param username fact that is the name of the user
 * @param phones facts with the telephone number, the first that can be read is taken
 * @param backupPhones the same for the backup telephone
 * @param method method used first
 * @param mode mode in which new users are enrolled in it
 * @param languages language by kind: call, text, app, oath
 * @param userGroup group of users
 */
@Schema(name = "SyncItem")
public record ItemView(
    String id,
    long version,
    int position,
    String name,
    boolean enabled,
    String directory,
    @Nullable String container,
    @Nullable String group,
    boolean nested,
    boolean add,
    boolean update,
    boolean enableNew,
    boolean needPhone,
    boolean adopt,
    boolean overwritePhone,
    boolean mails,
    boolean firstPin,
    String onLeave,
    String onDisabled,
    String onDeleted,
    String username,
    List<String> phones,
    List<String> backupPhones,
    @Nullable String method,
    @Nullable String mode,
    Map<String, String> languages,
    String userGroup)
    implements Json {

  static ItemView of(SyncItem it, int place) {
    return new ItemView(
        it.id().toString(),
        it.version(),
        place,
        it.label(),
        it.enabled(),
        it.directory(),
        it.container().orElse(null),
        it.group().orElse(null),
        it.nested(),
        it.rules().add(),
        it.rules().update(),
        it.rules().enableNew(),
        it.rules().needPhone(),
        it.rules().adopt(),
        it.rules().overwritePhone(),
        it.rules().mails(),
        it.rules().pin(),
        it.rules().onLeave().name().toLowerCase(Locale.ROOT),
        it.rules().onDisabled().name().toLowerCase(Locale.ROOT),
        it.rules().onDeleted().name().toLowerCase(Locale.ROOT),
        it.profile().username(),
        it.profile().phones(),
        it.profile().backupPhones(),
        it.profile().method().orElse(null),
        it.profile().mode().orElse(null),
        new TreeMap<>(it.profile().languages()),
        it.profile().group());
  }
}

package org.vedette.sdk.oath;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.ImportReport;
import org.vedette.api.token.TokenEntry;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/** What the routes of hardware tokens answer; secrets are never among it. */
public final class TokenViews {
  private TokenViews() {}

  /**
   * A token of the inventory.
   *
   * @param id identity, of the enrollment too that is made of it
   * @param serial serial number
   * @param manufacturer who made it
   * @param model its model
   * @param type totp or hotp
   * @param algorithm hash function
   * @param digits length of a code
   * @param period seconds of a time step; 0 for hotp
   * @param state free, waiting or assigned
   * @param username the user who has it or for whom it waits; empty when free
   * @param imported when it came
   * @param expires end of its use as the vendor wishes; null for none
   */
  public record HardwareTokenView(
      String id,
      String serial,
      String manufacturer,
      String model,
      String type,
      String algorithm,
      int digits,
      int period,
      String state,
      String username,
      String imported,
      @Nullable String expires)
      implements Json {
    static HardwareTokenView of(TokenEntry entry, String username) {
      HardwareToken it = entry.token();
      return new HardwareTokenView(
          it.id().toString(),
          it.serial(),
          it.manufacturer(),
          it.model(),
          it.params().getOrDefault("type", ""),
          it.params().getOrDefault("algorithm", ""),
          it.codeLength(),
          Integer.parseInt(it.params().getOrDefault("period", "0")),
          entry.state().name().toLowerCase(Locale.ROOT),
          username,
          Times.text(it.imported()),
          it.expires().map(Times::text).orElse(null));
    }
  }

  /**
   * One page of tokens.
   *
   * @param items the tokens
   * @param total how many there are in all; at most, where only free ones are asked for
   */
  public record HardwareTokenPage(List<HardwareTokenView> items, long total) implements Json {}

  /**
   * Something to say of an entry of a file.
   *
   * @param line where it begins, the first being 1
   * @param serial its serial number; may be empty
   * @param field what is wrong
   * @param reason why
   * @param kept whether the token is in the inventory all the same
   */
  public record LineView(int line, String serial, String field, String reason, boolean kept) {}

  /**
   * What became of a file.
   *
   * @param dryRun whether it was only looked at
   * @param format form the file was read as
   * @param read how many entries it has
   * @param added tokens that came to the inventory
   * @param replaced tokens that took the place of others, or are meant for another user now
   * @param unchanged tokens that were there already
   * @param waiting of those added or replaced: meant for a user who must show a code
   * @param refused entries that were not kept
   * @param lines what there is to say of single entries
   */
  public record ImportView(
      boolean dryRun,
      String format,
      int read,
      int added,
      int replaced,
      int unchanged,
      int waiting,
      int refused,
      List<LineView> lines)
      implements Json {
    static ImportView of(ImportReport it, boolean dryRun) {
      return new ImportView(
          dryRun,
          it.format(),
          it.read(),
          it.added(),
          it.replaced(),
          it.unchanged(),
          it.waiting(),
          it.refused(),
          it.lines().stream()
              .map(
                  line ->
                      new LineView(
                          line.line(), line.serial(), line.field(), line.reason(), line.kept()))
              .toList());
    }
  }

  /**
   * How far an import is.
   *
   * @param running whether one runs
   * @param done entries that are stored, or found to be there
   * @param of entries in all
   */
  public record ImportProgress(boolean running, int done, int of) implements Json {}
}

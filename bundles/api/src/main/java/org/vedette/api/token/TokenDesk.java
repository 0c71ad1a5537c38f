package org.vedette.api.token;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Records;

/**
 * The inventory of hardware tokens: what operators do with the boxes that vendors send. Callable
 * from any thread; nothing that it returns holds a secret, and no stage completes exceptionally.
 */
@ProviderType
public interface TokenDesk {
  /** Largest file, in bytes. */
  int MAX_FILE = 16 << 20;

  /** Most tokens of one user, those included that wait for a code. */
  int MOST_OF_A_USER = 5;

  /**
   * How far a running import is.
   *
   * @param done entries that are stored, or found to be there
   * @param of entries in all
   */
  record Progress(int done, int of) {}

  /**
   * Reads a file into the inventory. The file is read on the thread that calls, which takes up to
   * seconds; storing it does not block.
   */
  CompletionStage<ImportResult> load(ImportOrder order, Actor actor);

  /** Tells how far the import is that runs; empty when none does. */
  Optional<Progress> running();

  /**
   * Lists tokens, sorted by serial number. Where only free ones are asked for, the total is how
   * many there are at most: those behind the page are not looked at.
   */
  Records.Page<TokenEntry> list(TokenQuery query);

  /** Finds the tokens with a serial number: one of each manufacturer at most. */
  List<TokenEntry> find(String serial);

  /** Gives a token to a user, who owns an enrollment with the token's id from then on. */
  CompletionStage<TokenResult> assign(AssignOrder order, Actor actor);

  /** Takes a token from its user, or from the one it waits for, back into the drawer. */
  CompletionStage<TokenResult> release(UUID token, Actor actor);

  /** Removes a token that belongs to nobody, with its secret. */
  CompletionStage<TokenResult> remove(UUID token, Actor actor);
}

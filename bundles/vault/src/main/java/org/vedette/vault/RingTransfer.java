package org.vedette.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Supplier;
import org.vedette.api.secret.KeyTransfer;
import org.vedette.api.secret.UnsealException;

/** Hands the ring to another server, and takes another's. */
final class RingTransfer implements KeyTransfer {
  private final KeyVault vault;
  private final KeyFile file;
  private final KeyParcel parcel;
  private final Supplier<VaultSettings> settings;

  RingTransfer(KeyVault vault, KeyFile file, KeyParcel parcel, Supplier<VaultSettings> settings) {
    this.vault = vault;
    this.file = file;
    this.parcel = parcel;
    this.settings = settings;
  }

  @Override
  public byte[] wrap(PublicKey receiver, String context) {
    return parcel.wrap(receiver, context, vault.ring());
  }

  @Override
  public synchronized void unwrap(PrivateKey own, String context, byte[] wrapped) {
    List<DataKey> received = parcel.unwrap(own, context, wrapped);
    if (!KeyRing.complete(received)) {
      throw new UnsealException("the parcel does not hold a key for each use");
    }
    try {
      vault.use(file.takeOver(settings.get(), received));
    } catch (VaultLockedException locked) {
      throw new UncheckedIOException(new IOException(locked.advice(), locked));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}

package org.vedette.api.token;

import java.util.Optional;
import org.vedette.api.secret.Secret;

/**
 * An order to read a file of tokens into the inventory.
 *
 * @param file the file, at most 16 MiB; not changed
 * @param format {@code auto}, {@code pskc}, {@code csv} or {@code cloud}
 * @param key pre-shared key of an encrypted file
 * @param passphrase passphrase of an encrypted file
 * @param replace whether tokens that are there and belong to nobody are replaced
 * @param expiredToo whether tokens are taken whose use has ended as the vendor wishes
 * @param dryRun whether everything is looked at and nothing kept
 */
public record ImportOrder(
    byte[] file,
    String format,
    Optional<Secret> key,
    Optional<Secret> passphrase,
    boolean replace,
    boolean expiredToo,
    boolean dryRun) {}

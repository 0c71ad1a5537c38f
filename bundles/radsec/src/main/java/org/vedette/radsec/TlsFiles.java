package org.vedette.radsec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.tls.IdentitySource;

/**
 * The files that TLS needs.
 *
 * @param identity the server's certificate and key
 * @param authorities whose certificates clients must show
 * @param revoked lists of those that are believed no more
 */
record TlsFiles(IdentitySource identity, Path authorities, Optional<Path> revoked) {
  /** Lists all of them. */
  List<Path> all() {
    List<Path> files = new ArrayList<>(identity.files());
    files.add(authorities);
    revoked.ifPresent(files::add);
    return files;
  }
}

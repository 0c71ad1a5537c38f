package org.vedette.tls;

/** Reads an identity of two files of text. */
final class PemIdentity {
  private PemIdentity() {}

  static Identity read(IdentitySource.Pem from) throws TlsFileException {
    return Chain.of(
        from.certificates(),
        PemText.certificates(from.certificates()),
        PemKey.read(from.key(), from.password()));
  }
}

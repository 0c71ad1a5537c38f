package org.vedette.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads the private key of a file. */
final class PemKey {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
  private static final String CONVERT =
      ": convert it with openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW";

  private PemKey() {}

  static PrivateKey read(Path file, String password) throws TlsFileException {
    for (PemText.Block block : PemText.blocks(file)) {
      switch (block.label()) {
        case "PRIVATE KEY":
          return key(file, block.der());
        case "RSA PRIVATE KEY":
          return key(file, Der.ofRsa(block.der()));
        case "EC PRIVATE KEY":
          return key(
              file,
              Der.ofEc(block.der())
                  .orElseThrow(
                      () -> new TlsFileException(file, "does not name its curve" + CONVERT)));
        case "ENCRYPTED PRIVATE KEY":
          return key(file, decrypt(file, block.der(), password));
        default:
          // Certificates and parameters may stand beside the key.
      }
    }
    throw new TlsFileException(
        file, "holds no private key: it must have a line -----BEGIN PRIVATE KEY-----");
  }

  private static PrivateKey key(Path file, byte[] pkcs8) throws TlsFileException {
    try {
      for (String algorithm : ALGORITHMS) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException another) {
          // The form names the algorithm; each factory takes its own alone.
        }
      }
    } catch (GeneralSecurityException missing) {
      throw new TlsFileException(file, "is of a kind this Java does not know", missing);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
    throw new TlsFileException(
        file, "holds a key that is damaged, or neither RSA, EC nor Ed25519: make another");
  }

  /** PBES2 (RFC 8018 section 6.2), as openssl writes it. */
  private static byte[] decrypt(Path file, byte[] der, String password) throws TlsFileException {
    if (password.isEmpty()) {
      throw new TlsFileException(file, "is encrypted: give its password, or decrypt it" + CONVERT);
    }
    PBEKeySpec typed = new PBEKeySpec(password.toCharArray());
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
      // The name of the scheme is in its parameters: PBEWithHmacSHA256AndAES_256.
      String scheme = info.getAlgParameters().toString();
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(typed),
          info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    } catch (GeneralSecurityException | IOException refused) {
      throw new TlsFileException(
          file,
          "cannot be decrypted: the password is wrong, or the encryption is not known here"
              + CONVERT,
          refused);
    } finally {
      typed.clearPassword();
    }
  }
}

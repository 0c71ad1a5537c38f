package org.vedette.method.oath.file;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.Secret;

/** Opens the encrypted values of a PSKC file (RFC 6030, section 6). Not thread-safe. */
final class PskcKeys {
  private static final int BLOCK = 16;
  private static final long MAX_ITERATIONS = 5_000_000;
  private static final int MAX_SALT = 1_024;

  /** Ciphers of section 6.1 that are read, with the length of their keys in bytes. */
  private static final Map<String, Integer> CIPHERS =
      Map.of("aes128-cbc", 16, "aes192-cbc", 24, "aes256-cbc", 32);

  private static final Map<String, String> MACS =
      Map.of(
          "hmac-sha1", "HmacSHA1",
          "hmac-sha224", "HmacSHA224",
          "hmac-sha256", "HmacSHA256",
          "hmac-sha384", "HmacSHA384",
          "hmac-sha512", "HmacSHA512");

  private final byte[] key;
  private final String mac;
  private final byte[] macKey;
  private int opened;
  private int refused;

  private PskcKeys(byte[] key, String mac, byte[] macKey) {
    this.key = key;
    this.mac = mac;
    this.macKey = macKey;
  }

  /** Gets the keys: the encryption key as section 6.1 or 6.2 say, the MAC key from MACMethod. */
  static PskcKeys of(XmlNode encryptionKey, Optional<XmlNode> macMethod, Unlock unlock)
      throws BadFileException {
    if (encryptionKey.child("X509Data").isPresent()) {
      throw new BadFileException(
          "key",
          "the file is encrypted for an X.509 certificate (RFC 6030, 6.3), which is not read; ask"
              + " the vendor for one with a pre-shared key or a passphrase");
    }
    Optional<XmlNode> derived = encryptionKey.child("DerivedKey");
    byte[] key = derived.isPresent() ? derive(derived.get(), unlock) : shared(unlock);
    String mac = "";
    byte[] macKey = key;
    if (macMethod.isPresent()) {
      String algorithm = after(macMethod.get().attribute("Algorithm"));
      mac = MACS.getOrDefault(algorithm, "");
      if (mac.isEmpty()) {
        throw new BadFileException("file", "its MAC method is not read: HMAC with SHA is");
      }
      // RFC 6030, 6.1.1: MACKey holds the MAC key, encrypted; without it the same key serves.
      Optional<XmlNode> sealedKey = macMethod.get().child("MACKey");
      if (sealedKey.isPresent()) {
        try {
          macKey = decrypt(key, sealedKey.get());
        } catch (BadEntryException wrong) {
          throw wrongKey(derived.isPresent());
        }
      }
    }
    return new PskcKeys(key, mac, macKey);
  }

  /** Opens an EncryptedValue that {@code valueMac} protects (section 6.1.1). */
  byte[] open(XmlNode value, String valueMac) throws BadEntryException {
    if (mac.isEmpty() || valueMac.isEmpty()) {
      // CBC alone lets anybody alter what it hides.
      throw new BadEntryException("ValueMAC", "is missing, so the value may have been altered");
    }
    byte[] expected = Values.base64("ValueMAC", valueMac);
    byte[] ciphertext = ciphertext(value);
    if (!MessageDigest.isEqual(mac(ciphertext), expected)) {
      refused++;
      throw new BadEntryException("ValueMAC", "does not fit: altered, or another key");
    }
    byte[] plain = decrypt(key, value);
    opened++;
    return plain;
  }

  /** Tells whether no value of the file fitted, which is the key's fault. */
  boolean openedNone() {
    return refused > 0 && opened == 0;
  }

  static BadFileException wrongKey(boolean passphrase) {
    return passphrase
        ? new BadFileException("passphrase", "it does not open this file")
        : new BadFileException("key", "it does not open this file");
  }

  void close() {
    Arrays.fill(key, (byte) 0);
    Arrays.fill(macKey, (byte) 0);
  }

  private byte[] mac(byte[] of) {
    try {
      Mac engine = Mac.getInstance(mac);
      engine.init(new SecretKeySpec(macKey, mac));
      return engine.doFinal(of);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java lacks " + mac, missing);
    }
  }

  private static byte[] shared(Unlock unlock) throws BadFileException {
    Secret given =
        unlock
            .key()
            .orElseThrow(
                () ->
                    new BadFileException(
                        "key", "the file is encrypted: the pre-shared key is needed"));
    byte[] key = given.bytes();
    if (!CIPHERS.containsValue(key.length)) {
      throw new BadFileException("key", "has 16, 24 or 32 bytes, in hexadecimal or Base64");
    }
    return key;
  }

  /** Derives the key from the passphrase by PBKDF2 (section 6.2; RFC 8018, 5.2 and A.2). */
  private static byte[] derive(XmlNode derived, Unlock unlock) throws BadFileException {
    Secret passphrase =
        unlock
            .passphrase()
            .orElseThrow(
                () ->
                    new BadFileException(
                        "passphrase", "the file is encrypted: the passphrase is needed"));
    XmlNode method =
        derived
            .child("KeyDerivationMethod")
            .filter(it -> after(it.attribute("Algorithm")).equals("pbkdf2"))
            .orElseThrow(() -> new BadFileException("file", "its key derivation is not PBKDF2"));
    XmlNode params =
        method
            .child("PBKDF2-params")
            .orElseThrow(() -> new BadFileException("file", "lacks the parameters of PBKDF2"));
    try {
      byte[] salt = Values.base64("Salt", params.textAt("Salt", "Specified"));
      long rounds =
          Numbers.parse("IterationCount", params.textAt("IterationCount"), MAX_ITERATIONS);
      String length = params.textAt("KeyLength");
      long bytes = length.isEmpty() ? BLOCK : Numbers.parse("KeyLength", length, 32);
      if (salt.length == 0 || salt.length > MAX_SALT || rounds < 1) {
        throw new BadFileException("file", "its salt or iteration count is not usable");
      }
      if (!CIPHERS.containsValue((int) bytes)) {
        throw new BadFileException("file", "its KeyLength is not 16, 24 or 32 bytes");
      }
      return pbkdf2(prf(params), passphrase, salt, (int) rounds, (int) bytes);
    } catch (BadEntryException bad) {
      throw new BadFileException("file", bad.field() + " " + bad.reason());
    }
  }

  /** PRF: HMAC-SHA-1 unless another is named (RFC 8018, A.2). */
  private static String prf(XmlNode params) throws BadFileException {
    String named = params.child("PRF").map(it -> after(it.attribute("Algorithm"))).orElse("");
    String mac =
        named.isEmpty()
            ? "HmacSHA1"
            : MACS.getOrDefault(named.toLowerCase(java.util.Locale.ROOT), "");
    if (mac.isEmpty()) {
      throw new BadFileException("file", "its PRF is not HMAC with SHA");
    }
    return mac;
  }

  private static byte[] pbkdf2(String prf, Secret passphrase, byte[] salt, int rounds, int bytes) {
    char[] typed = passphrase.text().toCharArray();
    PBEKeySpec spec = new PBEKeySpec(typed, salt, rounds, bytes * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2With" + prf).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java lacks PBKDF2 with " + prf, missing);
    } finally {
      spec.clearPassword();
      Arrays.fill(typed, '\0');
    }
  }

  private static byte[] ciphertext(XmlNode value) throws BadEntryException {
    byte[] bytes = Values.base64("CipherValue", value.textAt("CipherData", "CipherValue"));
    if (bytes.length < 2 * BLOCK || bytes.length % BLOCK != 0) {
      throw new BadEntryException("CipherValue", "is not an IV and whole blocks");
    }
    return bytes;
  }

  /** Decrypts AES in CBC mode; the IV comes first (XML Encryption 1.1, section 5.2.2). */
  private static byte[] decrypt(byte[] key, XmlNode value) throws BadEntryException {
    String algorithm =
        after(value.path("EncryptionMethod").map(it -> it.attribute("Algorithm")).orElse(""));
    Integer length = CIPHERS.get(algorithm);
    if (length == null) {
      throw new BadEntryException("EncryptionMethod", "is not AES in CBC mode");
    }
    if (length != key.length) {
      throw new BadEntryException("EncryptionMethod", "wants a key of " + length + " bytes");
    }
    byte[] bytes = ciphertext(value);
    byte[] plain;
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(bytes, 0, BLOCK));
      plain = cipher.doFinal(bytes, BLOCK, bytes.length - BLOCK);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES in CBC mode failed", impossible);
    }
    // XML Encryption 1.1, 5.2: the last byte counts the padding, whatever the others hold.
    int padding = plain[plain.length - 1];
    if (padding < 1 || padding > BLOCK) {
      throw new BadEntryException("CipherValue", "does not open: altered, or another key");
    }
    byte[] content = Arrays.copyOf(plain, plain.length - padding);
    Arrays.fill(plain, (byte) 0);
    return content;
  }

  /** What follows the last sign of a URI that parts: vendors use several prefixes. */
  static String after(String uri) {
    int at = Math.max(uri.lastIndexOf('#'), Math.max(uri.lastIndexOf(':'), uri.lastIndexOf('/')));
    return uri.substring(at + 1);
  }
}

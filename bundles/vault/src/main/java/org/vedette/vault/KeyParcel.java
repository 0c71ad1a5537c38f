package org.vedette.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.UnsealException;

/**
 * Data keys on their way to another server: form (1 byte), length of the sender's public key (2),
 * that key, then the keys under AES-256-GCM. The key of the cipher comes from ECDH on P-256 between
 * the receiver's key and one made for the occasion (NIST SP 800-56A), through HKDF (RFC 5869) over
 * both public keys and the context.
 */
final class KeyParcel {
  private static final byte FORM = 1;
  private static final String CURVE = "EC";
  private static final byte[] SALT = "vedette keys 1".getBytes(StandardCharsets.US_ASCII);
  private static final int FIELD_BITS = 256;
  private static final int MOST = 1000;
  private static final int ENTRY = Integer.BYTES + 1 + Long.BYTES + MasterKey.BYTES;

  private final AesGcm aes = new AesGcm();
  private final SecureRandom random;

  KeyParcel(SecureRandom random) {
    this.random = random;
  }

  byte[] wrap(PublicKey receiver, String context, KeyRing ring) {
    if (!(receiver instanceof ECPublicKey point)
        || point.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
      throw new IllegalArgumentException("the receiver's key is none on the curve P-256");
    }
    byte[] plain = plain(ring);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(CURVE);
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair own = generator.generateKeyPair();
      byte[] sender = own.getPublic().getEncoded();
      SecretKey key = key(own.getPrivate(), receiver, sender, context);
      byte[] nonce = new byte[AesGcm.NONCE];
      random.nextBytes(nonce);
      byte[] body = aes.encrypt(key, nonce, context.getBytes(StandardCharsets.UTF_8), plain);
      return ByteBuffer.allocate(1 + Short.BYTES + sender.length + body.length)
          .put(FORM)
          .putShort((short) sender.length)
          .put(sender)
          .put(body)
          .array();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java cannot agree on keys", missing);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  List<DataKey> unwrap(PrivateKey own, String context, byte[] wrapped) {
    byte[] sender;
    byte[] body;
    try {
      ByteBuffer in = ByteBuffer.wrap(wrapped);
      if (in.get() != FORM) {
        throw new UnsealException("the keys are not of a form known here");
      }
      sender = new byte[in.getShort() & 0xFFFF];
      in.get(sender);
      body = new byte[in.remaining()];
      in.get(body);
    } catch (BufferUnderflowException torn) {
      throw new UnsealException("the keys were cut off");
    }
    return read(open(own, context, sender, body));
  }

  private byte[] open(PrivateKey own, String context, byte[] sender, byte[] body) {
    try {
      PublicKey peer = KeyFactory.getInstance(CURVE).generatePublic(new X509EncodedKeySpec(sender));
      SecretKey key = key(own, peer, sender, context);
      return aes.decrypt(key, context.getBytes(StandardCharsets.UTF_8), body, 0)
          .orElseThrow(
              () -> new UnsealException("the keys were altered, or wrapped for another server"));
    } catch (GeneralSecurityException odd) {
      throw new UnsealException("the keys were not wrapped for this server");
    }
  }

  private static SecretKey key(PrivateKey own, PublicKey peer, byte[] sender, String context)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own);
    agreement.doPhase(peer, true);
    byte[] shared = agreement.generateSecret();
    // RFC 5869 3.2: info binds the key to what it is for, here to one parcel and its context.
    SecretKey derived =
        Hmac.derive(
            new SecretKeySpec(shared, "ECDH"), SALT, HexFormat.of().formatHex(sender) + context);
    Arrays.fill(shared, (byte) 0);
    return new SecretKeySpec(derived.getEncoded(), "AES");
  }

  private static byte[] plain(KeyRing ring) {
    ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + ENTRY * ring.keys().size());
    out.putInt(ring.keys().size());
    for (DataKey key : ring.keys()) {
      out.putInt(key.id()).put((byte) key.use().ordinal()).putLong(key.created().getEpochSecond());
      out.put(key.key().getEncoded());
    }
    return out.array();
  }

  private static List<DataKey> read(byte[] plain) {
    try {
      ByteBuffer in = ByteBuffer.wrap(plain);
      int count = in.getInt();
      if (count < 1 || count > MOST) {
        throw new UnsealException("a parcel of " + count + " keys");
      }
      List<DataKey> keys = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        int id = in.getInt();
        int use = in.get();
        Instant created = Instant.ofEpochSecond(in.getLong());
        byte[] key = new byte[MasterKey.BYTES];
        in.get(key);
        if (use < 0 || use >= DataKey.Use.values().length) {
          throw new UnsealException("a key of a use that is not known here: update this server");
        }
        keys.add(
            new DataKey(id, DataKey.Use.values()[use], created, new SecretKeySpec(key, "AES")));
        Arrays.fill(key, (byte) 0);
      }
      return keys;
    } catch (BufferUnderflowException torn) {
      throw new UnsealException("the keys were cut off");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}

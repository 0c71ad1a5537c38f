package org.vedette.api.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.vedette.api.store.Encoder;

/**
 * An audit record with its place in the chain of its server.
 *
 * @param server id of the server that wrote it
 * @param boot number of the server's start, from 1
 * @param number its number on that server, from 1, without gaps
 * @param previous hash of the record before; 32 zero bytes for the first
 * @param hash {@link #hash(String, long, long, byte[], byte[])} of this one
 * @param record byte form of the {@link AuditRecord}
 */
public record ChainedRecord(
    String server, long boot, long number, byte[] previous, byte[] hash, byte[] record) {

  /** Length of a hash in bytes. */
  public static final int HASH_LENGTH = 32;

  /** Computes SHA-256 over place, previous hash and record, each with its length. */
  public static byte[] hash(String server, long boot, long number, byte[] previous, byte[] record) {
    int room = 2 * Integer.BYTES + server.length() + 2 * Long.BYTES + previous.length;
    byte[] place = new Encoder(room).text(server).i64(boot).i64(number).bytes(previous).toBytes();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(place);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(record.length).flip());
      return digest.digest(record);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns whether the hash is that of the content. */
  public boolean intact() {
    return MessageDigest.isEqual(hash, hash(server, boot, number, previous, record));
  }
}

package org.vedette.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Reads the file of the master key, which wraps the data keys. */
final class MasterKey {
  static final int BYTES = 32;

  private static final int MAX_FILE = 4096;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private MasterKey() {}

  static SecretKey read(Path file) throws VaultLockedException {
    try {
      demandPrivate(file);
      if (Files.size(file) > MAX_FILE) {
        throw new VaultLockedException(
            "The master key file " + file + " is not one: it is far too large.");
      }
      return decode(file, Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      throw new VaultLockedException(
          "The master key file " + file + " is missing: put it back from its backup.");
    } catch (IOException unreadable) {
      throw new VaultLockedException(
          "The master key file "
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "): make the server's account its owner.");
    }
  }

  private static void demandPrivate(Path file) throws IOException, VaultLockedException {
    Set<PosixFilePermission> found;
    try {
      found = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException otherSystem) {
      return;
    }
    if (!OWNER.containsAll(found)) {
      throw new VaultLockedException(
          "The master key file "
              + file
              + " may be read or written by others ("
              + PosixFilePermissions.toString(found)
              + "): run chmod 600 "
              + file
              + " and consider who may have read it.");
    }
  }

  private static SecretKey decode(Path file, byte[] content) throws VaultLockedException {
    byte[] key = new byte[0];
    try {
      String text = new String(content, StandardCharsets.US_ASCII).strip();
      key = Base64.getDecoder().decode(text);
      if (key.length != BYTES) {
        throw new VaultLockedException(
            "The master key file "
                + file
                + " holds "
                + key.length
                + " bytes instead of 32: put it back from its backup.");
      }
      return new SecretKeySpec(key, "AES");
    } catch (IllegalArgumentException notBase64) {
      throw new VaultLockedException(
          "The master key file " + file + " is not base64: put it back from its backup.");
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(content, (byte) 0);
    }
  }
}

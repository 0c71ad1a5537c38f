package org.vedette.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file of the data keys: one line each with id, use, time and the key wrapped under the master
 * key.
 */
final class KeyFile {
  private static final String HEADER =
      """
      # Data keys of this server, wrapped under its master key. Never edit; back up with the master
      # key, apart from the databases. Form: id, use, made at, wrapped key.
      """;
  private static final int MAX_FILE = 1 << 20;

  private final AesGcm aes = new AesGcm();
  private final SecureRandom random;
  private final InstantSource clock;

  KeyFile(SecureRandom random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /** Opens the ring; makes one at the very first start, when no data can need an older one. */
  KeyRing open(VaultSettings settings) throws VaultLockedException {
    SecretKey master = MasterKey.read(settings.masterKeyFile());
    try {
      if (Files.notExists(settings.keyFile())) {
        demandFirstStart(settings);
        write(settings.keyFile(), master, fresh());
      }
      KeyRing ring = read(settings.keyFile(), master);
      mark(settings.markFile(), ring);
      return ring;
    } catch (IOException failure) {
      throw new VaultLockedException(
          "The files of the data keys cannot be read or written ("
              + failure.getClass().getSimpleName()
              + " "
              + failure.getMessage()
              + "): look at owner, mode and free space.");
    }
  }

  /** Puts other keys before those of the file; the file holds all of them when this returns. */
  KeyRing takeOver(VaultSettings settings, List<DataKey> others)
      throws IOException, VaultLockedException {
    SecretKey master = MasterKey.read(settings.masterKeyFile());
    KeyRing ring = read(settings.keyFile(), master).under(others);
    write(settings.keyFile(), master, ring);
    mark(settings.markFile(), ring);
    return ring;
  }

  private static void demandFirstStart(VaultSettings settings)
      throws IOException, VaultLockedException {
    if (Files.exists(settings.markFile())) {
      throw new VaultLockedException(
          "The key file "
              + settings.keyFile()
              + " is missing, and the databases hold secrets sealed with its keys "
              + Files.readString(settings.markFile()).strip()
              + ": put it back from its backup.");
    }
  }

  private KeyRing fresh() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    List<DataKey> keys = new ArrayList<>();
    for (DataKey.Use use : DataKey.Use.values()) {
      byte[] bytes = new byte[MasterKey.BYTES];
      random.nextBytes(bytes);
      keys.add(new DataKey(random.nextInt(), use, now, new SecretKeySpec(bytes, "AES")));
      Arrays.fill(bytes, (byte) 0);
    }
    return new KeyRing(keys);
  }

  private void write(Path file, SecretKey master, KeyRing ring) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (DataKey key : ring.keys()) {
      byte[] nonce = new byte[AesGcm.NONCE];
      random.nextBytes(nonce);
      byte[] wrapped = aes.encrypt(master, nonce, associated(key), key.key().getEncoded());
      text.append(key.idText()).append(' ').append(use(key)).append(' ').append(key.created());
      text.append(' ').append(Base64.getEncoder().encodeToString(wrapped)).append('\n');
    }
    PrivateFiles.write(file, text.toString());
  }

  private KeyRing read(Path file, SecretKey master) throws IOException, VaultLockedException {
    if (Files.size(file) > MAX_FILE) {
      throw damaged(file, 1);
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    List<DataKey> keys = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(readLine(file, i + 1, line.split(" "), master));
      }
    }
    if (!KeyRing.complete(keys)) {
      throw damaged(file, lines.size());
    }
    return new KeyRing(keys);
  }

  private DataKey readLine(Path file, int number, String[] fields, SecretKey master)
      throws VaultLockedException {
    DataKey claimed;
    byte[] wrapped;
    try {
      int id = Integer.parseUnsignedInt(fields[0], 16);
      DataKey.Use use = DataKey.Use.valueOf(fields[1].toUpperCase(Locale.ROOT));
      claimed = new DataKey(id, use, Instant.parse(fields[2]), master);
      wrapped = Base64.getDecoder().decode(fields[3]);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeException odd) {
      throw damaged(file, number);
    }
    Optional<byte[]> plain = aes.decrypt(master, associated(claimed), wrapped, 0);
    if (plain.isEmpty() || plain.get().length != MasterKey.BYTES) {
      throw new VaultLockedException(
          "The keys in "
              + file
              + " were wrapped under another master key, or line "
              + number
              + " was altered: put the master key and the key file back from one backup.");
    }
    SecretKey key = new SecretKeySpec(plain.get(), "AES");
    Arrays.fill(plain.get(), (byte) 0);
    return new DataKey(claimed.id(), claimed.use(), claimed.created(), key);
  }

  private static void mark(Path file, KeyRing ring) throws IOException {
    String wanted = ring.ids() + "\n";
    if (Files.notExists(file) || !Files.readString(file).equals(wanted)) {
      PrivateFiles.write(file, wanted);
    }
  }

  /** What the wrapped key is bound to: it cannot be passed off as another one. */
  private static byte[] associated(DataKey key) {
    return ("vedette data key " + key.idText() + " " + use(key))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String use(DataKey key) {
    return key.use().name().toLowerCase(Locale.ROOT);
  }

  private static VaultLockedException damaged(Path file, int line) {
    return new VaultLockedException(
        "The key file " + file + " is damaged at line " + line + ": put it back from its backup.");
  }
}

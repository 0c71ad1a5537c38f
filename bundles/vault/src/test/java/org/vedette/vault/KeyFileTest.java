package org.vedette.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KeyFileTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final KeyFile keyFile =
      new KeyFile(new SecureRandom(), () -> Instant.parse("2026-11-21T10:00:00Z"));
  private VaultSettings settings;

  @Before
  public void makeMasterKey() throws Exception {
    settings = Files600.settings(folder.getRoot().toPath());
    Files600.masterKey(settings.masterKeyFile(), 1);
  }

  @Test
  public void makesKeysOnceAndReadsThemAgain() throws Exception {
    KeyRing made = keyFile.open(settings);
    KeyRing read = keyFile.open(settings);
    assertThat(made.keys()).hasSize(2);
    assertThat(read.keys()).isEqualTo(made.keys());
    assertThat(read.sealing().use()).isEqualTo(DataKey.Use.SEAL);
    assertThat(read.macRoot().key()).isNotEqualTo(read.sealing().key());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.keyFile())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(settings.markFile())).isEqualTo(made.ids() + "\n");
  }

  @Test
  public void demandsThatOthersCannotReadTheMasterKey() throws Exception {
    for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Files.setPosixFilePermissions(
          settings.masterKeyFile(), PosixFilePermissions.fromString(mode));
      locked("chmod 600", mode);
    }
    assertThat(settings.keyFile()).doesNotExist();
  }

  @Test
  public void saysWhatIsWrongWithTheMasterKey() throws Exception {
    Files600.write(settings.masterKeyFile(), "AAAA", "rw-------");
    locked("3 bytes instead of 32");
    Files600.write(settings.masterKeyFile(), "?", "rw-------");
    locked("not base64");
    Files.delete(settings.masterKeyFile());
    locked("is missing");
  }

  @Test
  public void refusesAnotherMasterKeyAndLeavesTheKeysAlone() throws Exception {
    keyFile.open(settings);
    String before = Files.readString(settings.keyFile());
    Files600.masterKey(settings.masterKeyFile(), 2);
    locked("another master key");
    assertThat(Files.readString(settings.keyFile())).isEqualTo(before);
  }

  @Test
  public void neverMakesNewKeysWhileTheDatabasesNeedTheOld() throws Exception {
    String ids = keyFile.open(settings).ids();
    Files.delete(settings.keyFile());
    locked("is missing", ids, "backup");
    assertThat(settings.keyFile()).doesNotExist();
  }

  @Test
  public void refusesADamagedFile() throws Exception {
    keyFile.open(settings);
    String good = Files.readString(settings.keyFile());
    for (String bad :
        new String[] {
          "",
          "rubbish\n",
          good + "00000000 seal\n",
          good.replace(" seal ", " steal "),
          good.replace("2026-11-21", "2026-99-21")
        }) {
      Files.writeString(settings.keyFile(), bad);
      locked("damaged at line");
    }
    Files.writeString(settings.keyFile(), good.replace(" mac ", " seal "));
    locked("line 4 was altered");
  }

  @Test
  public void tellsAFolderThatCannotBeUsed() throws Exception {
    Path file = folder.newFile("plain").toPath();
    VaultSettings wrong =
        new VaultSettings(
            settings.masterKeyFile(),
            file.resolve("vault.keys"),
            settings.markFile(),
            settings.cost(),
            1,
            settings.deadline());
    assertThatThrownBy(() -> keyFile.open(wrong))
        .isInstanceOf(VaultLockedException.class)
        .hasMessageContaining("owner, mode and free space");
  }

  private void locked(String... words) {
    assertThatThrownBy(() -> keyFile.open(settings))
        .isInstanceOf(VaultLockedException.class)
        .hasMessageContainingAll(words);
  }
}

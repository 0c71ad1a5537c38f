package org.vedette.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.store.StoredSecret;

public class KeyVaultTest {
  private static final SealedPlace PLACE = new SealedPlace("enrollment", "e1", "secret");
  private final List<StoredSecret> stored = new ArrayList<>();
  private Optional<Records> records = Optional.of(new FewRecords());
  private final KeyVault vault = vault(ring(1, 2));

  @Test
  public void opensWhatItSealedInTheSamePlaceOnly() {
    byte[] sealed = vault.seal(PLACE, Secret.of("value"));
    assertThat(vault.open(PLACE, sealed).text()).isEqualTo("value");
    for (SealedPlace other :
        List.of(
            new SealedPlace("enrollment", "e2", "secret"),
            new SealedPlace("enrollmente", "1", "secret"),
            new SealedPlace("enrollment", "e1", "other"))) {
      assertThatThrownBy(() -> vault.open(other, sealed)).isInstanceOf(UnsealException.class);
    }
  }

  @Test
  public void sealsTheSameValueDifferentlyEachTime() {
    assertThat(vault.seal(PLACE, Secret.of("v"))).isNotEqualTo(vault.seal(PLACE, Secret.of("v")));
  }

  @Test
  public void sealsWithTheNewestKeyAndOpensWithAll() {
    byte[] old = vault.seal(PLACE, Secret.of("old"));
    KeyRing grown = ring(1, 2, 3);
    vault.use(grown);
    assertThat(vault.open(PLACE, old).text()).isEqualTo("old");
    byte[] fresh = vault.seal(PLACE, Secret.of("new"));
    assertThat(fresh).startsWith(1, 0, 0, 0, 3);
    assertThatThrownBy(() -> vault(ring(1, 2)).open(PLACE, fresh))
        .isInstanceOf(UnsealException.class)
        .hasMessageContainingAll("enrollment/e1/secret", "00000003");
  }

  @Test
  public void neverOpensDamagedBytes() {
    byte[] sealed = vault.seal(PLACE, Secret.of("value"));
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = java.util.Arrays.copyOf(sealed, random.nextInt(sealed.length + 5));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      assertThatThrownBy(() -> vault.open(PLACE, damaged)).isInstanceOf(UnsealException.class);
    }
  }

  @Test
  public void bindsItselfToSizes() {
    assertThatThrownBy(() -> vault.seal(PLACE, Secret.of(new byte[65537])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> vault.random(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> vault.random(1025)).isInstanceOf(IllegalArgumentException.class);
    assertThat(vault.random(1024)).hasSize(1024).isNotEqualTo(vault.random(1024));
  }

  @Test
  public void macDependsOnPurposeAndOnWhereParts() {
    byte[] first = vault.mac("pin", bytes("ab"), bytes("c"));
    assertThat(first).hasSize(32).isEqualTo(vault.mac("pin", bytes("ab"), bytes("c")));
    assertThat(first).isNotEqualTo(vault.mac("pin", bytes("a"), bytes("bc")));
    assertThat(first).isNotEqualTo(vault.mac("token", bytes("ab"), bytes("c")));
    vault.use(ring(1, 2, 3));
    assertThat(vault.mac("pin", bytes("ab"), bytes("c"))).isEqualTo(first);
  }

  @Test
  public void resolvesReferencesAndLeavesOtherTextAlone() {
    UUID id = new UUID(4, 4);
    byte[] sealed = vault.seal(StoredSecret.place(id), Secret.of("hunter2"));
    stored.add(new StoredSecret(id, 1, "ldap.corp", sealed));
    assertThat(vault.resolve("$[secret:ldap.corp]")).contains(Secret.of("hunter2"));
    assertThat(vault.resolve("$[secret:other]")).isEmpty();
    assertThat(vault.resolve("x$[secret:ldap.corp]")).contains(Secret.of("x$[secret:ldap.corp]"));
    records = Optional.empty();
    assertThat(vault.resolve("plain")).contains(Secret.of("plain"));
    assertThatThrownBy(() -> vault.resolve("$[secret:ldap.corp]"))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private KeyVault vault(KeyRing ring) {
    return new KeyVault(ring, new SecureRandom(), () -> records);
  }

  /** A ring whose first key is for hashes and whose others seal. */
  private static KeyRing ring(int... ids) {
    List<DataKey> keys = new ArrayList<>();
    for (int id : ids) {
      byte[] bytes = new byte[32];
      new Random(id).nextBytes(bytes);
      DataKey.Use use = keys.isEmpty() ? DataKey.Use.MAC : DataKey.Use.SEAL;
      keys.add(new DataKey(id, use, Instant.EPOCH, new SecretKeySpec(bytes, "AES")));
    }
    return new KeyRing(keys);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class FewRecords implements Records {
    @Override
    public <T extends StoredRecord> Optional<T> find(RecordType<T> type, UUID id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends StoredRecord> Optional<T> findByKey(RecordType<T> type, String key) {
      return stored.stream()
          .filter(each -> each.uniqueKeys().contains(key))
          .map(type::cast)
          .findFirst();
    }

    @Override
    public <T extends StoredRecord> List<T> ownedBy(RecordType<T> type, UUID owner) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends StoredRecord> Page<T> search(RecordType<T> type, Query query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends StoredRecord> List<T> all(RecordType<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends StoredRecord> List<T> page(
        RecordType<T> type, Optional<UUID> after, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}

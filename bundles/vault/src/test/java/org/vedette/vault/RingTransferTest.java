package org.vedette.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.UnsealException;

public final class RingTransferTest {
  private static final String CONTEXT = "cluster 7 server two";
  private static final SealedPlace PLACE = new SealedPlace("secret", "1", "value");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final SecureRandom random = new SecureRandom();
  private final KeyFile keyFile = new KeyFile(random, () -> Instant.parse("2026-11-21T10:00:00Z"));

  private record Server(VaultSettings settings, KeyVault vault, RingTransfer transfer) {}

  private Server first;
  private Server second;
  private KeyPair receiver;

  @Before
  public void open() throws Exception {
    first = server("first", 1);
    second = server("second", 2);
    receiver = pair("secp256r1");
  }

  @Test
  public void theReceiverOpensAndHashesAsTheSenderDoesAlsoAfterAStart() throws Exception {
    byte[] sealed = first.vault().seal(PLACE, Secret.of("marked"));
    byte[] before = second.vault().seal(PLACE, Secret.of("own"));

    second.transfer().unwrap(receiver.getPrivate(), CONTEXT, wrapped());

    for (KeyVault vault : new KeyVault[] {second.vault(), vault(keyFile.open(second.settings()))}) {
      assertThat(vault.open(PLACE, sealed)).isEqualTo(Secret.of("marked"));
      assertThat(vault.open(PLACE, before)).isEqualTo(Secret.of("own"));
      assertThat(vault.mac("pin", new byte[] {1}))
          .isEqualTo(first.vault().mac("pin", new byte[] {1}));
      assertThat(first.vault().open(PLACE, vault.seal(PLACE, Secret.of("back"))))
          .isEqualTo(Secret.of("back"));
    }
  }

  @Test
  public void takingTheSameKeysTwiceChangesNothing() throws Exception {
    second.transfer().unwrap(receiver.getPrivate(), CONTEXT, wrapped());
    int keys = second.vault().ring().keys().size();

    second.transfer().unwrap(receiver.getPrivate(), CONTEXT, wrapped());

    assertThat(second.vault().ring().keys()).hasSize(keys);
  }

  @Test
  public void nobodyElseAndNothingAlteredOpensAParcel() throws Exception {
    byte[] parcel = wrapped();
    byte[] file = Files.readAllBytes(second.settings().keyFile());
    refused(pair("secp256r1"), CONTEXT, parcel);
    refused(pair("secp384r1"), CONTEXT, parcel);
    refused(receiver, "another context", parcel);
    for (int i = 0; i < parcel.length; i++) {
      byte[] altered = parcel.clone();
      altered[i] ^= 1;
      refused(receiver, CONTEXT, altered);
      refused(receiver, CONTEXT, java.util.Arrays.copyOf(parcel, i));
    }
    assertThat(Files.readAllBytes(second.settings().keyFile())).isEqualTo(file);
  }

  @Test
  public void aKeyOfAnotherCurveIsNoReceiver() throws Exception {
    KeyPair other = pair("secp384r1");
    assertThatThrownBy(() -> first.transfer().wrap(other.getPublic(), CONTEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P-256");
  }

  private void refused(KeyPair own, String context, byte[] parcel) {
    assertThatThrownBy(() -> second.transfer().unwrap(own.getPrivate(), context, parcel))
        .isInstanceOf(UnsealException.class);
  }

  private byte[] wrapped() {
    return first.transfer().wrap(receiver.getPublic(), CONTEXT);
  }

  private Server server(String name, int seed) throws Exception {
    Path root = folder.newFolder(name).toPath();
    VaultSettings settings = Files600.settings(root);
    Files600.masterKey(settings.masterKeyFile(), seed);
    KeyVault vault = vault(keyFile.open(settings));
    return new Server(
        settings, vault, new RingTransfer(vault, keyFile, new KeyParcel(random), () -> settings));
  }

  private KeyVault vault(KeyRing ring) {
    return new KeyVault(ring, random, Optional::empty);
  }

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }
}

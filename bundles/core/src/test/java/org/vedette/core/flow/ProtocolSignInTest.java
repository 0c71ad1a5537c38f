package org.vedette.core.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.PASSWORD;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;

/** Credentials that are no text, and listeners that cannot ask. */
public class ProtocolSignInTest {
  private static final Credential.MsChap2 MSCHAP =
      new Credential.MsChap2(new byte[16], new byte[16], "alice".getBytes(UTF_8), new byte[24]);

  private World world;
  private final List<Credential> checked = new CopyOnWriteArrayList<>();

  @Before
  public void begin() {
    world = new World();
  }

  @Test
  public void chapProvesACodeWhereTheClientHasCheckedThePassword() throws Exception {
    world.application(plan -> plan.primary(Application.PRIMARY_NONE));

    assertThat(World.result(ask(chap("550001"), Asking.NEVER))).isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(World.result(ask(chap("550001"), Asking.NEVER)))
        .isEqualTo(ResultCode.OATH_DUPLICATE);
    assertThat(World.result(ask(chap("000000"), Asking.NEVER))).isEqualTo(ResultCode.OATH_WRONG);
  }

  @Test
  public void chapCannotProveAPin() throws Exception {
    world.application(plan -> plan.primary(Application.PRIMARY_NONE));
    world.enrollment("pin");

    assertThat(World.result(ask(chap("550001"), Asking.NEVER)))
        .isEqualTo(ResultCode.NO_USABLE_METHOD);
  }

  @Test
  public void msChap2NeverCarriesACode() {
    world.application(plan -> plan.primary(Application.PRIMARY_NONE));

    assertThat(World.result(ask(MSCHAP, Asking.NEVER))).isEqualTo(ResultCode.PRIMARY_REFUSED);
  }

  @Test
  public void msChap2IsCheckedAsItCameAndKeepsItsAttributes() {
    confirmEverything();
    PhoneMethod phone = phone();
    CompletableFuture<Outcome> outcome = begin(MSCHAP, Asking.NEVER);

    assertThat(checked).containsExactly(MSCHAP);
    World.join(
        world.flow.answer(
            phone.token(), "", new Answer.Signal("approve", Secret.of("x")), world.caller("app")));
    assertThat(((Outcome.Granted) outcome.join()).attributes()).containsEntry("proof", "sealed");
  }

  @Test
  public void codeIsNotAskedForWhereThereIsNoRoom() {
    confirmEverything();

    assertThat(World.result(ask(MSCHAP, Asking.NEVER))).isEqualTo(ResultCode.CANNOT_ASK);
    assertThat(World.result(ask(new Credential.Typed(Secret.of(PASSWORD)), Asking.NEVER)))
        .isEqualTo(ResultCode.CANNOT_ASK);
    assertThat(World.result(ask(new Credential.Typed(Secret.of(PASSWORD)), Asking.TYPED)))
        .isEqualTo(ResultCode.CHALLENGED);
  }

  private void confirmEverything() {
    world.primaries.add(
        "local",
        1,
        request -> {
          checked.add(request.credential());
          return CompletableFuture.completedFuture(
              new PrimaryVerdict.Confirmed(Map.of("proof", "sealed"), Set.of()));
        });
  }

  private PhoneMethod phone() {
    PhoneMethod phone = new PhoneMethod();
    world.methods.add(CodeListMethod.ID, 1, phone);
    world.gateway(phone);
    return phone;
  }

  private Outcome ask(Credential credential, Asking asking) {
    return begin(credential, asking).join();
  }

  private CompletableFuture<Outcome> begin(Credential credential, Asking asking) {
    return world
        .flow
        .authenticate(
            new AuthRequest(
                "r-1",
                world.caller("owner-" + System.nanoTime()),
                "alice",
                Optional.of(credential),
                Map.of(),
                Waiting.HOLD,
                asking,
                world.clock.instant().plusSeconds(30)))
        .toCompletableFuture();
  }

  private static Credential chap(String code) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update((byte) 7);
    md5.update(code.getBytes(UTF_8));
    byte[] challenge = "0123456789abcdef".getBytes(UTF_8);
    return new Credential.Chap(7, challenge, md5.digest(challenge));
  }
}

package org.vedette.method.held;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.MethodContext;
import org.vedette.api.secret.Secret;

/** Enrolls a phone by its address, with a new key. */
@Component(property = AuthenticationMethod.PROPERTY + "=" + HeldMethod.ID)
public final class HeldEnroller implements Enroller {
  private static final int KEY_LENGTH = 32;

  @Override
  public List<Param> params() {
    return List.of(
        new Param(
            HeldMethod.PHONE,
            "Loopback port of the phone, 1 to 65535, or address:port, for instance 40001.",
            ""));
  }

  @Override
  public EnrollStep begin(EnrollRequest request) {
    String phone = request.params().getOrDefault(HeldMethod.PHONE, "");
    if (Wire.phone(phone).isEmpty()) {
      return new EnrollStep.Failed(
          HeldMethod.PHONE, "a port, or address:port, for instance " + HeldMethod.PHONE + "=40001");
    }
    String key = HexFormat.of().formatHex(request.context().random().apply(KEY_LENGTH));
    return new EnrollStep.Done(
        request.label().isBlank() ? "Phone " + phone : request.label(),
        0,
        Map.of(HeldMethod.PHONE, phone),
        Optional.empty(),
        Optional.of(Secret.of(key)),
        List.of(),
        Map.of("secret", Secret.of(key)));
  }

  @Override
  public EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context) {
    return new EnrollStep.Failed("state", "a phone is enrolled in one step: begin again");
  }
}

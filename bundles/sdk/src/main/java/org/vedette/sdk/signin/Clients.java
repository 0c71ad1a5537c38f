package org.vedette.sdk.signin;

import javax.ws.rs.core.SecurityContext;
import org.vedette.api.auth.Application;
import org.vedette.api.store.AccessToken;
import org.vedette.api.store.Records;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.Role;
import org.vedette.sdk.service.Installed;

/** Finds the application that a token stands for. */
final class Clients {
  private final Installed installed;

  Clients(Installed installed) {
    this.installed = installed;
  }

  /**
   * Finds it.
   *
   * @throws Problem when the token is of another role, was taken back, or stands for none
   */
  Client of(SecurityContext context) {
    // The filter has looked at the path; here it is known for sure which route this is.
    if (!(context.getUserPrincipal() instanceof Caller caller) || caller.role() != Role.SIGNIN) {
      throw Problem.forbidden("people are signed in with a token of the role 'signin'");
    }
    Records records = installed.records();
    AccessToken token =
        records
            .findByKey(AccessToken.TYPE, AccessToken.key(caller.name()))
            .orElseThrow(() -> Problem.unauthorized("the token is unknown or has expired"));
    Application application =
        records
            .findByKey(
                Application.TYPE, Application.selectorKey(SignInSchema.LISTENER, token.name()))
            .filter(Application::enabled)
            .orElseThrow(
                () ->
                    Problem.forbidden(
                        "no enabled application of the listener 'sdk' has the selector '%s'"
                            .formatted(token.name())));
    return new Client(application, token.id(), caller.address());
  }
}

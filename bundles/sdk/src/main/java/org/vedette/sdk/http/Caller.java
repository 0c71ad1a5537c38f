package org.vedette.sdk.http;

import java.security.Principal;
import javax.ws.rs.core.SecurityContext;
import org.vedette.api.store.Actor;

/**
 * Who calls the API.
 *
 * @param name name of the token, or {@code local}
 * @param role what it may do
 * @param address network address of the connection
 */
public record Caller(String name, Role role, String address) implements Principal, SecurityContext {
  @Override
  public String getName() {
    return name;
  }

  @Override
  public Principal getUserPrincipal() {
    return this;
  }

  @Override
  public boolean isUserInRole(String wanted) {
    return role.text().equals(wanted);
  }

  @Override
  public boolean isSecure() {
    return true;
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }

  /** Returns who makes the change, for the audit record. */
  public static Actor actor(SecurityContext context) {
    if (context.getUserPrincipal() instanceof Caller caller) {
      return new Actor(caller.name(), "rest", caller.address());
    }
    throw Problem.unauthorized("send a token: Authorization: Bearer vdt_...");
  }
}

package org.vedette.sdk.http;

import java.util.Optional;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Lets only known callers through, and only to what their role permits (RFC 6750). */
@Provider
@PreMatching
public final class BearerFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  /**
   * Attribute of a request: the address that it comes from. Not asked of what the runtime injects
   * for "the current request", which belongs to nobody while the application is registered anew.
   */
  public static final String PEER = "org.vedette.http.peer";

  private final Credentials credentials;
  private final SourceThrottle throttle;

  /** Takes how callers are known. */
  public BearerFilter(Credentials credentials, SourceThrottle throttle) {
    this.credentials = credentials;
    this.throttle = throttle;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getUriInfo().getPath().equals("openapi.yaml")) {
      return;
    }
    try {
      Caller caller =
          identify(request.getHeaderString(HttpHeaders.AUTHORIZATION), address(request));
      if (!caller.role().permits(request.getMethod(), request.getUriInfo().getPath())) {
        throw Problem.forbidden(
            "the token '%s' has the role '%s', which permits %s"
                .formatted(caller.name(), caller.role().text(), caller.role().allowance()));
      }
      request.setSecurityContext(caller);
    } catch (Problem refusal) {
      request.abortWith(ProblemMapper.response(refusal));
    }
  }

  private static String address(ContainerRequestContext request) {
    // Jetty writes addresses of IPv6 in brackets.
    return request.getProperty(PEER) instanceof String peer
        ? peer.replace("[", "").replace("]", "")
        : "";
  }

  Caller identify(@Nullable String header, String source) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Problem.unauthorized("send a token: Authorization: Bearer vdt_...");
    }
    String token = header.substring(SCHEME.length()).strip();
    Optional<Caller> local = credentials.local(token, source);
    if (local.isPresent()) {
      return local.get(); // Before the throttle: whoever fails here must not lock the operator out.
    }
    int wait = throttle.waitSeconds(source);
    if (wait > 0) {
      throw Problem.throttled("too many refused tokens from " + source, wait);
    }
    return credentials
        .personal(token, source)
        .orElseThrow(
            () -> {
              throttle.count(source);
              return Problem.unauthorized("the token is unknown or has expired");
            });
  }
}

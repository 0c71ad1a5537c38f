package org.vedette.sdk.callback;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;

/**
 * What the OpenAPI document says of {@link CallbackServlet}, which serves these routes outside of
 * JAX-RS: signatures cover the request as it came, undecoded.
 */
@Path("/callbacks/{gateway}/{rest}")
@Tag(name = "callbacks")
interface CallbackRoutes {
  /** A request by POST. */
  @POST
  @Operation(
      operationId = "postCallback",
      summary = "Taken from a provider for a gateway, which checks its signature; no token",
      servers = @Server(url = "/"))
  @ApiResponse(responseCode = "200", description = "taken, with what the provider is to do next")
  @ApiResponse(responseCode = "204", description = "taken")
  @ApiResponse(responseCode = "403", description = "not signed by the provider; nothing was done")
  @ApiResponse(responseCode = "404", description = "no such gateway, or it takes nothing")
  @ApiResponse(responseCode = "413", description = "a body of more than 65,536 bytes")
  @ApiResponse(responseCode = "429", description = "too many requests from this address")
  @ApiResponse(responseCode = "503", description = "the gateway is missing or busy; come again")
  void post(
      @Parameter(description = "name of the gateway, for instance http:main") @PathParam("gateway")
          String gateway,
      @Parameter(description = "what the gateway told the provider, slashes included")
          @PathParam("rest")
          String rest);

  /** A request by GET. */
  @GET
  @Operation(
      operationId = "getCallback",
      summary = "The same for providers that send by GET",
      servers = @Server(url = "/"))
  @ApiResponse(responseCode = "200", description = "taken, with what the provider is to do next")
  @ApiResponse(responseCode = "204", description = "taken")
  @ApiResponse(responseCode = "403", description = "not signed by the provider; nothing was done")
  @ApiResponse(responseCode = "404", description = "no such gateway, or it takes nothing")
  @ApiResponse(responseCode = "429", description = "too many requests from this address")
  @ApiResponse(responseCode = "503", description = "the gateway is missing or busy; come again")
  void get(@PathParam("gateway") String gateway, @PathParam("rest") String rest);
}

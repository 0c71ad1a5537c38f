package org.vedette.sdk.server;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;

/** Serves the OpenAPI document below the base of the API. */
@Path("/openapi.yaml")
@Hidden
public final class OpenApiResource {
  /** Returns the document. */
  @GET
  @Produces(OpenApiDocument.MEDIA_TYPE)
  public String get() throws IOException {
    return OpenApiDocument.read();
  }
}

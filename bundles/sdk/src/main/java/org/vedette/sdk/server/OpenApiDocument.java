package org.vedette.sdk.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The OpenAPI document that the build makes from the annotations of the routes. */
final class OpenApiDocument {
  /** Media type of the document (RFC 9512). */
  static final String MEDIA_TYPE = "application/yaml";

  private static final String RESOURCE = "/openapi/vedette.yaml";

  private OpenApiDocument() {}

  /** Reads the document. */
  static String read() throws IOException {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("the bundle holds no " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

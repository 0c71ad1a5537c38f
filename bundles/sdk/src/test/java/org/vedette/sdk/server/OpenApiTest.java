package org.vedette.sdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;

public class OpenApiTest {
  /** A change of the API must be seen in the change of a file. */
  @Test
  public void committedDocumentIsTheOneMadeFromTheAnnotations() throws IOException {
    String committed = Files.readString(Path.of("openapi.yaml"));

    assertThat(committed)
        .as(
            "the API changed; if that is meant:"
                + " cp target/classes/openapi/vedette.yaml openapi.yaml")
        .isEqualTo(OpenApiDocument.read());
  }
}

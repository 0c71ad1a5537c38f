package org.vedette.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.ws.rs.NotAllowedException;
import javax.ws.rs.NotFoundException;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.core.Response;
import org.junit.Test;
import org.vedette.api.store.StoreUnavailableException;

public class ProblemMapperTest {
  private final ProblemMapper mapper = new ProblemMapper(() -> "K7Q2");

  private ProblemDocument document(Throwable thrown, int status) {
    Response response = mapper.toResponse(thrown);
    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(response.getMediaType().toString()).isEqualTo("application/problem+json");
    ProblemDocument document = (ProblemDocument) response.getEntity();
    assertThat(document.status()).isEqualTo(status);
    assertThat(document.type()).isEqualTo("about:blank");
    assertThat(document.title()).isNotEmpty();
    return document;
  }

  @Test
  public void writesAProblemWithItsField() {
    ProblemDocument document = document(Problem.field("email", "an address"), 400);

    assertThat(document.field()).isEqualTo("email");
    assertThat(document.detail()).isEqualTo("email: an address");
    assertThat(JsonCodec.toText(document))
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                + "\"detail\":\"email: an address\",\"field\":\"email\",\"code\":\"bad-field\"}");
  }

  @Test
  public void saysWhenToAskAgain() {
    Response response = mapper.toResponse(Problem.notInstalled("audit"));

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
    assertThat(((ProblemDocument) response.getEntity()).detail()).isEqualTo("not installed: audit");
    assertThat(mapper.toResponse(Problem.throttled("x", 42)).getHeaderString("Retry-After"))
        .isEqualTo("42");
  }

  @Test
  public void asksForAToken() {
    assertThat(mapper.toResponse(Problem.unauthorized("x")).getHeaderString("WWW-Authenticate"))
        .startsWith("Bearer");
  }

  @Test
  public void looksThroughTheWrappersOfStages() {
    document(new CompletionException(Problem.notFound("user", "bob")), 404);
    document(new CompletionException(new TimeoutException()), 503);
    document(new java.io.IOException("connection reset"), 400);
    document(new StoreUnavailableException("down", new IllegalStateException()), 503);
  }

  @Test
  public void putsTheRefusalsOfTheRuntimeIntoItsOwnWords() {
    assertThat(document(new NotFoundException(), 404).code()).isEqualTo("not-found");
    assertThat(document(new NotAllowedException("GET"), 405).code()).isEqualTo("bad-method");
    assertThat(document(new NotSupportedException(), 415).detail()).contains("application/json");
  }

  @Test
  public void hidesFaultsBehindAReference() {
    ProblemDocument document = document(new IllegalStateException("inner detail"), 500);

    assertThat(document.detail()).contains("K7Q2").doesNotContain("inner detail");
  }
}

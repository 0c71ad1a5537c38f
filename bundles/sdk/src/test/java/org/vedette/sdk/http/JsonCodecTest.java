package org.vedette.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.cxf.jaxrs.impl.ContainerRequestContextImpl;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.junit.Test;

public class JsonCodecTest {
  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  public void readsAnObject() throws IOException {
    ObjectNode body = JsonCodec.parse(bytes("{\"a\":\"ä\"}"));

    assertThat(body.get("a").asText()).isEqualTo("ä");
    assertThat(new JsonCodec().isReadable(ObjectNode.class, ObjectNode.class, null, null)).isTrue();
  }

  @Test
  public void saysWhereABodyIsMalformed() {
    assertThatThrownBy(() -> JsonCodec.parse(bytes("{\"a\":\n  MARKED}")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("MARKED");
    assertThatThrownBy(() -> JsonCodec.parse(bytes("{\"a\":1,\"a\":2}")))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> JsonCodec.parse(bytes("{} {}"))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> JsonCodec.parse(bytes("[]"))).hasMessageContaining("JSON object");
    assertThatThrownBy(() -> JsonCodec.parse(bytes("7"))).hasMessageContaining("JSON object");
  }

  @Test
  public void takesNothingForAnEmptyObject() throws IOException {
    assertThat(JsonCodec.parse(bytes("")).isEmpty()).isTrue();
  }

  @Test
  public void refusesGarbageAsAProblemAndNothingElse() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] garbage = new byte[1 + random.nextInt(40)];
      random.nextBytes(garbage);
      Throwable thrown = catchThrowable(() -> JsonCodec.parse(new ByteArrayInputStream(garbage)));
      assertThat(thrown).isInstanceOfAny(Problem.class, IOException.class);
    }
  }

  @Test
  public void stopsABodyThatIsTooLongWithoutAnAnnouncement() {
    MessageImpl message = new MessageImpl();
    message.setExchange(new ExchangeImpl());
    message.put(Message.ENDPOINT_ADDRESS, "/");
    message.put(Message.REQUEST_URI, "/users");
    message.put(Message.PROTOCOL_HEADERS, new java.util.TreeMap<String, java.util.List<String>>());
    message.setContent(InputStream.class, bytes("{\"a\":\"" + "x".repeat(2000) + "\"}"));
    ContainerRequestContextImpl request = new ContainerRequestContextImpl(message, true, false);

    new LimitFilter(() -> 1024, java.util.Map.of("jars", 4096L)).filter(request);

    assertThatThrownBy(() -> JsonCodec.parse(request.getEntityStream()))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(413));
  }
}

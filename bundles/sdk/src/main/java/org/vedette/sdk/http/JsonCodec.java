package org.vedette.sdk.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Provider;

/** Reads bodies as JSON objects and writes {@link Json} records. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, ProblemMapper.MEDIA_TYPE})
public final class JsonCodec implements MessageBodyReader<ObjectNode>, MessageBodyWriter<Json> {
  private static final int MOST_TYPES = 200;

  /** With a cache of types of its own: Jackson's would hold this bundle's classes for ever. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .typeFactory(TypeFactory.defaultInstance().withCache(new LRUMap<>(16, MOST_TYPES)))
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
    return ObjectNode.class == type;
  }

  @Override
  public ObjectNode readFrom(
      Class<ObjectNode> type,
      Type generic,
      Annotation[] notes,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    return parse(in);
  }

  /** Reads one JSON object; nothing at all is an empty one. */
  static ObjectNode parse(InputStream in) throws IOException {
    JsonNode body;
    try {
      body = MAPPER.readTree(in);
    } catch (JsonProcessingException malformed) {
      var where = malformed.getLocation();
      throw Problem.body(
          where == null
              ? "the body is not JSON"
              : "the body is not JSON: line %d, column %d: %s"
                  .formatted(where.getLineNr(), where.getColumnNr(), cause(malformed)));
    }
    if (body.isMissingNode()) {
      return MAPPER.createObjectNode();
    }
    if (!(body instanceof ObjectNode object)) {
      throw Problem.body("the body must be a JSON object, for example {\"username\": \"alice\"}");
    }
    return object;
  }

  private static String cause(JsonProcessingException malformed) {
    return malformed.getOriginalMessage().startsWith("Duplicate field")
        ? "a field is given twice"
        : "syntax error";
  }

  /** Returns the text form. */
  public static String toText(Json body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean isWriteable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
    return Json.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Json body,
      Class<?> type,
      Type generic,
      Annotation[] notes,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    byte[] bytes = MAPPER.writeValueAsBytes(body);
    // With a length the last byte ends the answer: nothing is left to send when the caller hangs
    // up.
    headers.putSingle(HttpHeaders.CONTENT_LENGTH, bytes.length);
    out.write(bytes);
  }
}

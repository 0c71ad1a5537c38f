package org.vedette.sdk.callback;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A request as a web server hands it over, and what was answered. */
final class Call {
  String method = "POST";
  String path = "/callbacks/http:main/status";
  String query;
  String source = "192.0.2.1";
  Map<String, String> headers = new TreeMap<>();
  byte[] body = new byte[0];
  long announced = -1;

  /** Holds the body back. */
  boolean slow;

  final Map<String, String> answered = new TreeMap<>();
  final ByteArrayOutputStream written = new ByteArrayOutputStream();
  final CompletableFuture<Integer> done = new CompletableFuture<>();
  private final List<AsyncListener> listeners = new ArrayList<>();
  private boolean async;
  private int status;

  static Call to(String path) {
    Call call = new Call();
    call.path = path;
    return call;
  }

  Call method(String other) {
    method = other;
    return this;
  }

  Call body(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Sends it; its answer may come later. */
  Call send(CallbackServlet servlet) {
    try {
      servlet.service(request(), response());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    if (!async) {
      done.complete(status);
    }
    return this;
  }

  /** The container finds that its time is over. */
  void timeOut() {
    tell(AsyncListener::onTimeout);
  }

  private interface Telling {
    void tell(AsyncListener listener, AsyncEvent event) throws IOException;
  }

  private void tell(Telling what) {
    for (AsyncListener each : listeners) {
      try {
        what.tell(each, new AsyncEvent(context()));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private AsyncContext context() {
    return proxy(
        AsyncContext.class,
        (name, arguments) -> {
          switch (name) {
            case "complete" -> {
              done.complete(status);
              tell(AsyncListener::onComplete);
            }
            case "addListener" -> listeners.add((AsyncListener) arguments[0]);
            case "getResponse" -> {
              return response();
            }
            default -> {}
          }
          return null;
        });
  }

  private HttpServletRequest request() {
    return proxy(
        HttpServletRequest.class,
        (name, arguments) ->
            switch (name) {
              case "getMethod" -> method;
              case "getRequestURI" -> path;
              case "getQueryString" -> query;
              case "getRemoteAddr" -> source;
              case "getContentLengthLong" -> announced;
              case "getHeaderNames" -> Collections.enumeration(headers.keySet());
              case "getHeaders" ->
                  Collections.enumeration(List.of(headers.get((String) arguments[0])));
              case "getInputStream" -> new Body();
              case "startAsync" -> {
                async = true;
                yield context();
              }
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (name, arguments) -> {
          switch (name) {
            case "setStatus" -> status = (Integer) arguments[0];
            case "setHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
            case "setContentType" -> answered.put("Content-Type", (String) arguments[0]);
            case "getOutputStream" -> {
              return new Answer();
            }
            default -> {}
          }
          return null;
        });
  }

  /** Gives the body in one piece, at once or never. */
  private final class Body extends ServletInputStream {
    private final ByteArrayInputStream octets = new ByteArrayInputStream(body);

    @Override
    public boolean isFinished() {
      return octets.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      if (slow) {
        return;
      }
      try {
        listener.onDataAvailable();
        listener.onAllDataRead();
      } catch (IOException failure) {
        listener.onError(failure);
      }
    }

    @Override
    public int read() {
      return octets.read();
    }
  }

  private final class Answer extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(int octet) {
      written.write(octet);
    }
  }

  private interface Calls {
    Object call(String name, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> calls.call(method.getName(), arguments)));
  }
}

package org.vedette.sdk.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.IntSupplier;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.ext.Provider;

/**
 * Refuses bodies longer than a limit, whether or not their length is announced, and takes one
 * without a media type for JSON.
 */
@Provider
@PreMatching
public final class LimitFilter implements ContainerRequestFilter {
  private final IntSupplier limit;
  private final Map<String, Long> files;

  /**
   * Takes what gives the limit in bytes.
   *
   * @param files other limits by path, as for routes that take a file; a path that ends with a
   *     slash is for one more segment, whatever it is
   */
  public LimitFilter(IntSupplier limit, Map<String, Long> files) {
    this.limit = limit;
    this.files = Map.copyOf(files);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    String route = path.startsWith("/") ? path.substring(1) : path;
    long most =
        files.getOrDefault(
            route,
            files.getOrDefault(
                route.substring(0, route.lastIndexOf('/') + 1), (long) limit.getAsInt()));
    if (announced(request) > most) {
      request.abortWith(ProblemMapper.response(tooLarge(most)));
      return;
    }
    if (request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null) {
      request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    }
    InputStream body = request.getEntityStream();
    if (body != null) {
      request.setEntityStream(new Limited(body, most));
    }
  }

  /** The announced length; negative when there is none. The runtime's own figure is an int. */
  private static long announced(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("[0-9]{1,18}")
        ? Long.parseLong(length)
        : request.getLength();
  }

  private static Problem tooLarge(long most) {
    return Problem.tooLarge("a body holds at most " + most + " bytes");
  }

  private static final class Limited extends FilterInputStream {
    private final long most;
    private long left;

    Limited(InputStream in, long most) {
      super(in);
      this.most = most;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        count(1);
      }
      return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      if (read > 0) {
        count(read);
      }
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw tooLarge(most);
      }
    }
  }
}

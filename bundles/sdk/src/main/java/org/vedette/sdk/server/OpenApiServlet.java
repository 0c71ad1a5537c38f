package org.vedette.sdk.server;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.vedette.sdk.http.HeadersFilter;

/** Serves the OpenAPI document beside the health, without a token. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("vedette-openapi")
@HttpWhiteboardServletPattern("/openapi.yaml")
public final class OpenApiServlet extends DrainedServlet {
  private static final long serialVersionUID = 1L;

  @Deactivate
  void stop() {
    drain();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HeadersFilter.HEADERS.forEach(response::setHeader);
    response.setContentType(OpenApiDocument.MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(OpenApiDocument.read());
  }
}

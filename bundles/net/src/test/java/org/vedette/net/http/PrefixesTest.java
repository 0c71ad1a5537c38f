package org.vedette.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

public class PrefixesTest {
  private final Prefixes prefixes = new Prefixes();

  @Test
  public void whatIsGoneStaysKnown() {
    prefixes.put("sdk", List.of("/health", "/api/v1/*"));
    assertThat(prefixes.owned("/api/v1/users")).isTrue();

    prefixes.remove("sdk");

    assertThat(prefixes.owned("/api/v1/users")).isFalse();
    assertThat(prefixes.known("/api/v1/users")).isTrue();
    assertThat(prefixes.known("/health")).isTrue();
  }

  @Test
  public void exactPathsAndPrefixesAreMatchedBySegments() {
    prefixes.put("sdk", List.of("/health", "/api/v1/*"));

    assertThat(List.of("/api/v1", "/api/v1/", "/api/v1/a/b")).allMatch(prefixes::known);
    assertThat(List.of("/", "/api", "/api/v10", "/api/v1x", "/health/", "/health/x", "/healthy"))
        .noneMatch(prefixes::known);
  }

  @Test
  public void rootsAndExtensionsNameNoPath() {
    prefixes.put("x", List.of("/", "/*", "*.html", "", "x/*"));

    assertThat(prefixes.patterns()).isEmpty();
    assertThat(prefixes.known("/a.html")).isFalse();
  }

  @Test
  public void ofTwoOwnersOneMayGo() {
    prefixes.put("old", List.of("/ui/*"));
    prefixes.put("new", List.of("/ui/*"));
    prefixes.remove("old");
    prefixes.remove("old");

    assertThat(prefixes.owned("/ui/a")).isTrue();
  }

  @Test
  public void anOwnerMayChangeWhatItServes() {
    prefixes.put("ui", List.of("/old"));
    prefixes.put("ui", List.of("/new"));

    assertThat(prefixes.owned("/old")).isFalse();
    assertThat(prefixes.owned("/new")).isTrue();
  }

  @Test
  public void aSuccessorRecalls() {
    prefixes.recall(List.of("/api/v1/*"));

    assertThat(prefixes.known("/api/v1/x")).isTrue();
    assertThat(prefixes.owned("/api/v1/x")).isFalse();
  }

  @Test
  public void theirNumberIsBounded() {
    prefixes.recall(IntStream.range(0, 2 * Prefixes.MAX).mapToObj(n -> "/" + n).toList());
    prefixes.put("late", List.of("/late"));

    assertThat(prefixes.patterns()).hasSize(Prefixes.MAX);
    assertThat(prefixes.known("/late")).isFalse();
  }

  @Test
  public void patternsAreReadFromServices() {
    assertThat(patterns(Map.of("osgi.http.whiteboard.servlet.pattern", new String[] {"/a", "/b"})))
        .containsExactly("/a", "/b");
    assertThat(patterns(Map.of("osgi.http.whiteboard.resource.pattern", List.of("/ui/*"))))
        .containsExactly("/ui/*");
    assertThat(patterns(Map.of("osgi.jaxrs.application.base", "api/v1/")))
        .containsExactly("/api/v1/*");
    assertThat(patterns(Map.of("osgi.http.whiteboard.context.path", "/"))).containsExactly("/*");
  }

  @Test
  public void patternsWithinAContextBeginWithItsPath() {
    Map<String, Object> servlet =
        Map.of(
            "osgi.http.whiteboard.servlet.pattern", "/a",
            "osgi.http.whiteboard.context.select", "(name=x)");

    assertThat(Patterns.of(servlet::get, select -> List.of("/", "/x")))
        .containsExactly("/a", "/x/a");
    assertThat(Patterns.of(servlet::get, select -> List.of())).isEmpty();
  }

  private static List<String> patterns(Map<String, Object> properties) {
    return Patterns.of(properties::get, select -> List.of());
  }
}

package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.vedette.api.auth.ApplicationSchema.Problem;

public class RadsecRuleTest {
  @Test
  public void theNameIsOneOfTheCertificates() {
    RadsecRule rule = new RadsecRule(" NAS1.example.org ", false);

    assertThat(rule.matches(List.of("other.example.org", "nas1.Example.ORG"))).isTrue();
    assertThat(rule.matches(List.of("nas1.example.org.evil.example"))).isFalse();
    assertThat(rule.matches(List.of("evilnas1.example.org"))).isFalse();
    assertThat(rule.matches(List.of())).isFalse();
    assertThat(new RadsecRule("Branch office", false).matches(List.of("branch OFFICE"))).isTrue();
  }

  @Test
  public void aStarIsOneWholeLabel() {
    RadsecRule rule = new RadsecRule("*.example.org", false);

    assertThat(rule.matches(List.of("nas1.example.org"))).isTrue();
    assertThat(rule.matches(List.of("a.b.example.org"))).isFalse();
    assertThat(rule.matches(List.of("example.org"))).isFalse();
    assertThat(rule.matches(List.of(".example.org"))).isFalse();
    assertThat(rule.matches(List.of("not a label.example.org"))).isFalse();
  }

  @Test
  public void aStarInACertificateProvesNothing() {
    assertThat(new RadsecRule("*.example.org", false).matches(List.of("*.example.org"))).isFalse();
    assertThat(new RadsecRule("nas.example.org", false).matches(List.of("*.example.org")))
        .isFalse();
  }

  @Test
  public void withoutANameNobodyComes() {
    assertThat(RadsecRule.NEVER.allowed()).isFalse();
    assertThat(RadsecRule.NEVER.matches(List.of("", "nas"))).isFalse();
  }

  @Test
  public void saysWhatIsWrongWithAName() {
    for (String good : List.of("", "nas1", "nas1.example.org", "*.example.org", "Branch office")) {
      assertThat(RadsecRule.problem(good)).as(good).isEmpty();
    }
    for (String bad :
        List.of("*", "*.", "*.org", "a*.example.org", "*.*.example.org", "a\nb", "x".repeat(254))) {
      assertThat(RadsecRule.problem(bad)).as(bad).isPresent();
    }
  }

  @Test
  public void theSchemaKnowsBothSettings() {
    RadiusSchema schema = new RadiusSchema();

    assertThat(schema.check("local", Map.of("radsecName", "*.example.org", "radsecOnly", "on")))
        .isEmpty();
    assertThat(schema.check("local", Map.of("radsecName", "*", "radsecOnly", "yes")))
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("radsecName", "radsecOnly");
    assertThat(schema.check("local", Map.of("radsecOnly", "on")))
        .extracting(Problem::field)
        .containsExactly("radsecOnly");
  }
}

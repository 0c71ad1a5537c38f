package org.vedette.sdk.setting;

import java.util.List;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.sdk.http.Json;

/**
 * What a test of a directory found.
 *
 * @param passed whether every step went well
 * @param steps the steps in order
 */
public record ProbeView(boolean passed, List<StepView> steps) implements Json {
  /**
   * One step.
   *
   * @param server address of the server tried
   * @param step what was tried
   * @param passed whether it went well
   * @param detail what was found, or what is wrong and what to do
   * @param millis how long it took
   */
  public record StepView(String server, String step, boolean passed, String detail, long millis) {}

  static ProbeView of(List<DirectoryProbe.Step> steps) {
    return new ProbeView(
        !steps.isEmpty() && steps.stream().allMatch(DirectoryProbe.Step::passed),
        steps.stream()
            .map(it -> new StepView(it.server(), it.step(), it.passed(), it.detail(), it.millis()))
            .toList());
  }
}

package org.vedette.itests.cluster;

import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** Steps of one story: after one that failed the others fail at once, without waiting. */
final class Steps implements TestRule {
  private String failed = "";

  @Override
  public Statement apply(Statement base, Description description) {
    return new Statement() {
      @Override
      public void evaluate() throws Throwable {
        if (!failed.isEmpty()) {
          throw new AssertionError(failed + " failed, and this step goes on from there");
        }
        failed = description.getMethodName();
        base.evaluate();
        failed = "";
      }
    };
  }
}

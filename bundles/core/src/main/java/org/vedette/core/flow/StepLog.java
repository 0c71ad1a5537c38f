package org.vedette.core.flow;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.lifecycle.RateLimit;

/**
 * Log lines about steps of sign-ins. The audit has every one; the log has a denial of each user and
 * reason once a minute, so that nobody can fill it by guessing. Thread-safe.
 */
final class StepLog {
  private static final Logger LOG = LoggerFactory.getLogger(StepLog.class);
  private static final int MOST_LINES = 600;

  private record Key(String user, ResultCode result) {}

  private final RateLimit denials;

  StepLog(LongSupplier nanoTime) {
    this.denials = new RateLimit(nanoTime, () -> MOST_LINES);
  }

  void ended(SignIn signIn, ResultCode result, String auditId) {
    if (result.denied()) {
      denied(signIn, result, auditId);
    } else if (LOG.isDebugEnabled()) {
      LOG.debug(
          "Sign-in step. result={} user={} application={} request={} audit={}",
          result,
          signIn.reportedName(),
          signIn.application().label(),
          signIn.requestId(),
          auditId);
    }
  }

  private void denied(SignIn signIn, ResultCode result, String auditId) {
    long more = denials.pass(new Key(signIn.reportedName(), result));
    if (more != RateLimit.REFUSED) {
      LOG.info(
          "Sign-in step. result={} user={} application={} request={} audit={} suppressed={}",
          result,
          signIn.reportedName(),
          signIn.application().label(),
          signIn.requestId(),
          auditId,
          more);
    }
  }
}

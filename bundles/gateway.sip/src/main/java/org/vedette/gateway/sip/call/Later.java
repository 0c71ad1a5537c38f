package org.vedette.gateway.sip.call;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** One thread, now and later. */
public interface Later extends Executor {
  /** Runs something later; cancel the result to forget it. */
  Future<?> after(Duration wait, Runnable work);
}

package org.vedette.shell.line;

import org.vedette.shell.Call;

/** What a verb does. Throws {@link org.vedette.shell.Failure} when it cannot. */
@FunctionalInterface
public interface Action {
  /** Does it; returns the exit code. */
  int run(Call call);
}

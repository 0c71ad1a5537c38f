package org.vedette.net;

import java.nio.channels.NetworkChannel;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A bound socket that somebody uses, or that waits for somebody; guarded by its owner's lock. */
final class HeldSocket {
  final String name;
  final NetworkChannel channel;
  final Replies replies;

  /** Who uses it now; a new object for each lease. */
  @Nullable Object tenant;

  /** Closes it when nobody comes; set while it waits. */
  @Nullable Future<?> closing;

  HeldSocket(String name, NetworkChannel channel, Replies replies) {
    this.name = name;
    this.channel = channel;
    this.replies = replies;
  }
}

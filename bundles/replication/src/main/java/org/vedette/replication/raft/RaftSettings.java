package org.vedette.replication.raft;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;
import org.vedette.api.store.Change;

/** How the log is set up: for small entries, few of them, and a quick change of the leader. */
final class RaftSettings {
  private static final int SEGMENT = 4 << 20;
  private static final int BUFFER = 3 << 20;
  private static final int MESSAGE = 8 << 20;

  /** Below {@link #MESSAGE}: a larger part is refused by the server that it is sent to. */
  private static final int IMAGE_PART = 1 << 20;

  /**
   * An eighth of how long a part may take (Ratis multiplies by the parts on their way): the last
   * one is answered when the image is installed, which takes a minute with very many users.
   */
  private static final int PART_SECONDS = 15;

  private static final int SNAPSHOTS_KEPT = 2;

  private RaftSettings() {}

  static RaftProperties of(
      String bind, int port, Path folder, Duration election, long snapshotEvery) {
    RaftProperties to = new RaftProperties();
    RaftServerConfigKeys.setStorageDir(to, List.of(folder.toFile()));
    GrpcConfigKeys.Server.setHost(to, bind);
    GrpcConfigKeys.Server.setPort(to, port);
    GrpcConfigKeys.setUseEpoll(to, false);
    GrpcConfigKeys.setMessageSizeMax(to, SizeInBytes.valueOf(MESSAGE));
    GrpcConfigKeys.Server.setInstallSnapshotRequestTimeout(
        to, TimeDuration.valueOf(PART_SECONDS, TimeUnit.SECONDS));
    RaftServerConfigKeys.Log.setSegmentSizeMax(to, SizeInBytes.valueOf(SEGMENT));
    RaftServerConfigKeys.Log.setPreallocatedSize(to, SizeInBytes.valueOf(SEGMENT));
    RaftServerConfigKeys.Log.setWriteBufferSize(to, SizeInBytes.valueOf(BUFFER));
    RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(to, true);
    RaftServerConfigKeys.Log.Appender.setBufferByteLimit(
        to, SizeInBytes.valueOf(2L * Change.MAX_BYTES));
    RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(to, SizeInBytes.valueOf(IMAGE_PART));
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(to, true);
    RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(to, false);
    RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(to, snapshotEvery);
    RaftServerConfigKeys.Snapshot.setRetentionFileNum(to, SNAPSHOTS_KEPT);
    RaftServerConfigKeys.Rpc.setTimeoutMin(to, millis(election));
    RaftServerConfigKeys.Rpc.setTimeoutMax(to, millis(election.multipliedBy(2)));
    RaftClientConfigKeys.Rpc.setRequestTimeout(to, TimeDuration.valueOf(3, TimeUnit.SECONDS));
    return to;
  }

  private static TimeDuration millis(Duration duration) {
    return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}

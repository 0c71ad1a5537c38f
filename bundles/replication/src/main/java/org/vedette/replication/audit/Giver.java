package org.vedette.replication.audit;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditExchange;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.StoreUnavailableException;

/** Answers what other servers ask about audit records. An answer without octets: not now. */
final class Giver {
  private static final Logger LOG = LoggerFactory.getLogger(Giver.class);
  private static final byte[] NOT_NOW = {};

  private final Supplier<Optional<AuditExchange>> audit;
  private final Executor thread;

  /**
   * Answers from these.
   *
   * @param audit the records of this server, while they are there
   * @param thread reads the disk; may refuse
   */
  Giver(Supplier<Optional<AuditExchange>> audit, Executor thread) {
    this.audit = audit;
    this.thread = thread;
  }

  CompletionStage<byte[]> answer(String from, byte[] question) {
    try {
      return CompletableFuture.supplyAsync(() -> answered(from, question), thread);
    } catch (RejectedExecutionException tooMany) {
      return CompletableFuture.completedStage(NOT_NOW);
    }
  }

  private byte[] answered(String from, byte[] question) {
    try {
      Request request = Request.read(question);
      return audit.get().map(it -> answered(it, request)).orElse(NOT_NOW);
    } catch (MalformedRecordException | StoreUnavailableException cannot) {
      LOG.debug("A question about audit records is not answered. from={}", from, cannot);
      return NOT_NOW;
    }
  }

  private static byte[] answered(AuditExchange audit, Request request) {
    if (request.server().isEmpty()) {
      Map<String, Long> numbers = new HashMap<>();
      audit.heads().forEach((server, head) -> numbers.put(server, head.number()));
      return new Held(audit.server(), numbers).toBytes();
    }
    if (request.number() > 0) {
      List<ChainedRecord> same = audit.after(request.server(), request.number() - 1, 1, 1);
      if (same.isEmpty()) {
        // This server has less than was asked for. Of its own records that means that some are
        // lost, which the other finds out by what is held; of others' it means nothing.
        return new Page(false, List.of()).toBytes();
      }
      if (same.get(0).number() != request.number()
          || !MessageDigest.isEqual(same.get(0).hash(), request.hash())) {
        return new Page(true, List.of()).toBytes();
      }
    }
    return new Page(
            false, audit.after(request.server(), request.number(), request.limit(), Page.BYTES))
        .toBytes();
  }
}

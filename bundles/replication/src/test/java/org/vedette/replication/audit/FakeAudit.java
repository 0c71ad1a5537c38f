package org.vedette.replication.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vedette.api.audit.AuditExchange;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.StoreUnavailableException;

/** The audit records of one server, in memory. */
final class FakeAudit implements AuditExchange {
  final Map<String, List<ChainedRecord>> chains = new TreeMap<>();
  final List<String> disputes = new ArrayList<>();
  final Map<String, String> names = new TreeMap<>();
  private final String server;
  boolean broken;

  FakeAudit(String server) {
    this.server = server;
    chains.put(server, new ArrayList<>());
  }

  private List<ChainedRecord> chain(String of) {
    return chains.computeIfAbsent(of, id -> new ArrayList<>());
  }

  synchronized void write(String text) {
    List<ChainedRecord> own = chain(server);
    long number = own.size() + 1;
    byte[] previous = number == 1 ? new byte[32] : own.get(own.size() - 1).hash();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    own.add(
        new ChainedRecord(
            server,
            1,
            number,
            previous,
            ChainedRecord.hash(server, 1, number, previous, body),
            body));
  }

  synchronized void write(int from, int to) {
    for (int n = from; n <= to; n++) {
      write(server + n);
    }
  }

  /** Was brought back from an older copy. */
  synchronized void cut(int size) {
    List<ChainedRecord> own = chain(server);
    own.subList(size, own.size()).clear();
  }

  synchronized long held(String of) {
    return chain(of).size();
  }

  synchronized List<String> texts(String of) {
    return chain(of).stream().map(it -> new String(it.record(), StandardCharsets.UTF_8)).toList();
  }

  @Override
  public String server() {
    return server;
  }

  private void check() {
    if (broken) {
      throw new StoreUnavailableException("audit", new IllegalStateException("away"));
    }
  }

  @Override
  public synchronized Map<String, Head> heads() {
    check();
    Map<String, Head> heads = new HashMap<>();
    chains.forEach(
        (id, chain) ->
            heads.put(
                id,
                chain.isEmpty()
                    ? new Head(0, new byte[32])
                    : new Head(chain.size(), chain.get(chain.size() - 1).hash())));
    return heads;
  }

  @Override
  public synchronized List<ChainedRecord> after(String of, long number, int limit, int bytes) {
    check();
    List<ChainedRecord> page = new ArrayList<>();
    int sum = 0;
    for (ChainedRecord each : chain(of)) {
      if (each.number() > number && page.size() < limit && (page.isEmpty() || sum < bytes)) {
        page.add(each);
        sum += each.record().length;
      }
    }
    return page;
  }

  @Override
  public synchronized Taken take(String from, String of, List<ChainedRecord> records) {
    check();
    if (of.equals(server)) {
      throw new IllegalArgumentException("own");
    }
    List<ChainedRecord> chain = chain(of);
    List<ChainedRecord> fresh = new ArrayList<>();
    byte[] previous = chain.isEmpty() ? new byte[32] : chain.get(chain.size() - 1).hash();
    for (ChainedRecord each : records) {
      if (each.number() > chain.size() + fresh.size() + 1) {
        disputes.add(from + " GAP " + of);
        return new Taken.Refused(Fault.GAP, each.number());
      }
      if (!each.intact() || !Arrays.equals(each.previous(), previous)) {
        disputes.add(from + " DAMAGED " + of);
        return new Taken.Refused(Fault.DAMAGED, each.number());
      }
      previous = each.hash();
      fresh.add(each);
    }
    chain.addAll(fresh);
    return new Taken.Stored(chain.size());
  }

  @Override
  public synchronized void parted(String from, String of, long number) {
    disputes.add(from + " PARTED " + of + " " + number);
  }

  @Override
  public synchronized void called(Map<String, String> called) {
    names.putAll(called);
  }
}

package org.vedette.replication.member;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.store.Actor;

/** Has orders carried out by another, and writes into the audit record what became of them. */
final class AuditedOrders implements Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(AuditedOrders.class);

  private final Cluster orders;
  private final Supplier<Optional<Journal>> journal;
  private final InstantSource clock;
  private final LongSupplier random;

  AuditedOrders(
      Cluster orders,
      Supplier<Optional<Journal>> journal,
      InstantSource clock,
      LongSupplier random) {
    this.orders = orders;
    this.journal = journal;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public ClusterView view() {
    return orders.view();
  }

  @Override
  public CompletionStage<ClusterAnswer> invite(String name, String replaces, Actor actor) {
    return noted("invite", name, actor, orders.invite(name, replaces, actor));
  }

  @Override
  public CompletionStage<ClusterAnswer> join(Secret credentials, boolean replace, Actor actor) {
    return noted("join", "", actor, orders.join(credentials, replace, actor));
  }

  @Override
  public CompletionStage<ClusterAnswer> promote(boolean masterUnreachable, Actor actor) {
    return noted(
        masterUnreachable ? "promote-without-master" : "promote",
        view().self(),
        actor,
        orders.promote(masterUnreachable, actor));
  }

  @Override
  public CompletionStage<ClusterAnswer> alone(Actor actor) {
    return noted("alone", view().self(), actor, orders.alone(actor));
  }

  @Override
  public CompletionStage<ClusterAnswer> remove(String name, Actor actor) {
    return noted("remove", name, actor, orders.remove(name, actor));
  }

  @Override
  public CompletionStage<ClusterAnswer> failover(boolean automatic, Actor actor) {
    return noted(
        "failover", automatic ? "automatic" : "manual", actor, orders.failover(automatic, actor));
  }

  private CompletionStage<ClusterAnswer> noted(
      String order, String target, Actor actor, CompletionStage<ClusterAnswer> stage) {
    return stage.whenComplete(
        (answer, fault) -> {
          if (answer != null) {
            note(order, target, actor, answer);
          }
        });
  }

  private void note(String order, String target, Actor actor, ClusterAnswer answer) {
    Map<String, String> fields = new HashMap<>();
    fields.put("via", actor.via());
    fields.put("target", target);
    fields.put("epoch", Long.toString(view().epoch()));
    Optional<String> why =
        answer.match(
            done -> Optional.<String>empty(),
            invited -> Optional.<String>empty(),
            refused -> Optional.of(refused.why()),
            unavailable -> Optional.of(unavailable.why()));
    why.ifPresent(text -> fields.put("why", text));
    String id = AuditIds.of(random.getAsLong());
    AuditRecord record =
        new AuditRecord(
            id,
            clock.instant(),
            AuditRecord.Kind.ACT,
            id,
            "admin",
            "",
            "",
            Optional.empty(),
            "",
            "",
            "cluster." + order,
            why.isEmpty(),
            actor.address(),
            "",
            actor.name(),
            fields,
            List.of());
    Optional<Journal> open = journal.get();
    if (open.isEmpty()) {
      LOG.error("An order to the cluster was not audited. order={} actor={}", order, actor.name());
      return;
    }
    var unused =
        open.get()
            .append(JournalEntry.of(record))
            .whenComplete(
                (forced, fault) -> {
                  if (!(forced instanceof Forced.Done)) {
                    LOG.error(
                        "An order to the cluster was not audited. order={} actor={}",
                        order,
                        actor.name());
                  }
                });
  }
}

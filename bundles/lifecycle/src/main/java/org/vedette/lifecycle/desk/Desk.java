package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Begun;
import org.vedette.api.lifecycle.Begun.Refused;
import org.vedette.api.lifecycle.CapabilityDesk;
import org.vedette.api.lifecycle.CapabilityOperation;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.api.lifecycle.CapabilityOperation.Verb;
import org.vedette.api.lifecycle.CapabilityReport;
import org.vedette.api.store.Actor;
import org.vedette.lifecycle.files.Operations.Entry;
import org.vedette.lifecycle.platform.Member;
import org.vedette.lifecycle.platform.Platform;

/** The operators' desk: looks at an order, refuses it or has it carried out. */
public final class Desk implements CapabilityDesk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Platform platform;
  private final Home home;
  private final Planner planner;
  private final Works works;
  private final Operator operator;
  private final Reports reports;
  private final InstantSource clock;

  /** Joins the parts. */
  Desk(
      Platform platform,
      Home home,
      Artifacts artifacts,
      Planner planner,
      Works works,
      Operator operator,
      InstantSource clock) {
    this.platform = platform;
    this.home = home;
    this.planner = planner;
    this.works = works;
    this.operator = operator;
    this.reports = new Reports(platform, home, artifacts);
    this.clock = clock;
  }

  @Override
  public List<CapabilityReport> list() {
    return reports.all();
  }

  @Override
  public Optional<CapabilityOperation> operation(String operation) {
    return operator.find(operation);
  }

  @Override
  public CompletionStage<Begun> update(Path jar, String wanted, Actor actor) {
    String id = operator.newId();
    return inBackground(
        () -> {
          Begun begun =
              planner
                  .update(jar, wanted, id)
                  .match(
                      ready -> begin(id, Verb.UPDATE, ready.plan(), actor),
                      not -> refuse(wanted, not.refusal(), actor));
          boolean works = begun instanceof Begun.Accepted it && it.operation().ending().isEmpty();
          if (!works) {
            home.unstage(id);
          }
          return begun;
        });
  }

  @Override
  public CompletionStage<Begun> rollback(String id, Actor actor) {
    return inBackground(
        () -> {
          Optional<Member> member = member(id);
          if (member.isEmpty()) {
            return refuse(id, unknown(id), actor);
          }
          return planner
              .rollback(member.get())
              .match(
                  ready -> begin(operator.newId(), Verb.ROLLBACK, ready.plan(), actor),
                  not -> refuse(id, not.refusal(), actor));
        });
  }

  @Override
  public CompletionStage<Begun> enable(String id, Actor actor) {
    return inBackground(
        () -> {
          Optional<Member> member = member(id);
          if (member.isEmpty()) {
            return refuse(id, unknown(id), actor);
          }
          boolean on =
              !home.disabled().has(member.get().symbolicName())
                  && platform.capability(member.get().bundle()).isPresent();
          return begin(Verb.ENABLE, member.get(), on, () -> works.enable(member.get()), actor);
        });
  }

  @Override
  public CompletionStage<Begun> disable(String id, Actor actor) {
    return inBackground(
        () -> {
          Optional<Refused> never = Rules.disabling(id);
          if (never.isPresent()) {
            return refuse(id, never.get(), actor);
          }
          Optional<Member> member = member(id);
          if (member.isEmpty()) {
            return refuse(id, unknown(id), actor);
          }
          boolean off = home.disabled().has(member.get().symbolicName());
          return begin(Verb.DISABLE, member.get(), off, () -> works.disable(member.get()), actor);
        });
  }

  private Begun begin(String id, Verb verb, Plan plan, Actor actor) {
    Member member = plan.member();
    boolean already = plan.toSha256().equals(plan.fromSha256());
    if (verb == Verb.UPDATE && !already) {
      try {
        home.kept()
            .keep(member.symbolicName(), plan.artifact(), member.version(), plan.fromSha256());
      } catch (IOException full) {
        return new Begun.Unavailable("the present jar cannot be kept: " + message(full));
      }
    }
    CapabilityOperation operation = operation(id, verb, member, plan.toVersion(), already);
    return operator.begin(
        new Entry(operation, actor, plan.toSha256(), false), () -> works.replace(plan, id));
  }

  private Begun begin(
      Verb verb, Member member, boolean already, Callable<Ending> work, Actor actor) {
    CapabilityOperation operation =
        operation(operator.newId(), verb, member, member.version(), already);
    return operator.begin(new Entry(operation, actor, "", false), work);
  }

  private CapabilityOperation operation(
      String id, Verb verb, Member member, String to, boolean already) {
    Optional<Ending> ending = already ? Optional.of(new Ending.Unchanged()) : Optional.empty();
    return new CapabilityOperation(
        id, verb, member.id(), member.version(), to, clock.instant(), ending);
  }

  private Begun refuse(String capability, Refused refusal, Actor actor) {
    LOG.info(
        "An order was refused capability={} actor={} why=\"{}\"",
        capability,
        actor.name(),
        refusal.why());
    operator.refused(capability, refusal, actor);
    return refusal;
  }

  private static Refused unknown(String id) {
    return new Refused(
        "capability", "No capability is called '" + id + "'.", "See: capability list.");
  }

  private Optional<Member> member(String id) {
    return platform.members().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** One thread for each order: they are few, and none may hold up another. */
  private static CompletionStage<Begun> inBackground(Callable<Begun> order) {
    CompletableFuture<Begun> begun = new CompletableFuture<>();
    Operator.thread(
        "order",
        () -> {
          try {
            begun.complete(order.call());
          } catch (IOException unreadable) {
            begun.complete(new Begun.Unavailable("a file cannot be used: " + message(unreadable)));
          } catch (BundleException refused) {
            begun.complete(new Begun.Unavailable("the framework refuses: " + message(refused)));
          } catch (Exception fault) {
            LOG.error("An order failed", fault);
            begun.complete(new Begun.Unavailable("something went wrong; see the server's log"));
          }
        });
    return begun;
  }

  private static String message(Exception thrown) {
    List<String> words = new ArrayList<>();
    words.add(thrown.getClass().getSimpleName());
    Optional.ofNullable(thrown.getMessage()).ifPresent(words::add);
    return String.join(" ", words);
  }
}

package org.vedette.itests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.vedette.client.radius.RadiusClient;

/**
 * One load on one server, measured.
 *
 * @param scenario name of what a sign-in is
 * @param plan what a sign-in is
 * @param load how it is offered
 * @param warmUpSeconds unmeasured time before
 * @param seconds measured time
 * @param wrongPercent share of sign-ins with a wrong code
 */
record Measurement(
    String scenario, SignInPlan plan, Load load, int warmUpSeconds, int seconds, int wrongPercent) {
  /** Offers the load and returns what came of it. */
  Result run(RadiusClient client, List<BenchUser> users, ServerProcess server, PrintStream out)
      throws IOException, InterruptedException {
    ServerProcess own = new ServerProcess(ProcessHandle.current().pid());
    long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    Recorder recorder = new Recorder(start, seconds);
    CpuSpan cpu = new CpuSpan(server, own);
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "bench-clock");
              thread.setDaemon(true);
              return thread;
            });
    try {
      clock.schedule(cpu::begin, start - System.nanoTime(), TimeUnit.NANOSECONDS);
      clock.schedule(cpu::end, end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (System.console() != null) {
        Progress progress = new Progress(load, recorder, start, out);
        clock.scheduleAtFixedRate(progress::show, 1, 1, TimeUnit.SECONDS);
      }
      new Generator(client, plan, wrongPercent, users, load, recorder, end).run(load);
    } finally {
      clock.shutdown();
      clock.awaitTermination(1, TimeUnit.SECONDS);
    }
    return new Result(
        scenario, load, seconds, recorder, cpu.server(), cpu.generator(), server.residentMiB());
  }
}

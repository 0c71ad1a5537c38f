package org.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.vedette.shell.verb.Nouns;

public class ConsoleCommandsTest {
  @Rule public final StubServer server = new StubServer();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Object> registered = new ArrayList<>();

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private ConsoleCommands start() {
    Registry registry =
        fake(
            Registry.class,
            (self, method, arguments) ->
                method.getName().equals("register")
                    ? registered.add(arguments[0])
                    : registered.remove(arguments[0]));
    SessionFactory sessions = fake(SessionFactory.class, (self, method, arguments) -> registry);
    BundleContext context =
        fake(BundleContext.class, (self, method, arguments) -> server.base().toString());
    return new ConsoleCommands(sessions, context);
  }

  private Command command(String name) {
    start();
    return registered.stream()
        .map(Command.class::cast)
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Session session() {
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    return fake(
        Session.class,
        (self, method, arguments) -> method.getName().equals("getConsole") ? console : null);
  }

  private List<String> complete(String typed) {
    String[] words = typed.split(" ", -1);
    CommandLine line =
        fake(
            CommandLine.class,
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getArguments" -> words;
                  case "getCursorArgumentIndex" -> words.length - 1;
                  case "getArgumentPosition" -> words[words.length - 1].length();
                  default -> typed.length();
                });
    List<String> candidates = new ArrayList<>();
    command(words[0].substring("vedette:".length()))
        .getCompleter(false)
        .complete(session(), line, candidates);
    return candidates;
  }

  @Test
  public void doesWhatTheProgramDoes() throws Exception {
    server.on("GET /api/v1/users/alice", 200, "{\"username\":\"alice\"}");
    command("user").execute(session(), Arrays.asList("show", "alice", "--json"));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"username\" : \"alice\"");
    assertThat(server.last().authorization()).isEqualTo("Bearer " + StubServer.CREDENTIAL);
  }

  @Test
  public void tellsFailuresAndNextStepsAsTheyAreTypedThere() throws Exception {
    command("user").execute(session(), List.of("lsit"));
    command("help").execute(session(), List.of("audit", "tail"));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Did you mean list?", "Next:    vedette:user --help", "  vedette:audit tail");
  }

  @Test
  public void areThereWhileTheBundleRuns() {
    ConsoleCommands commands = start();
    assertThat(registered)
        .hasSameSizeAs(Nouns.ALL)
        .allSatisfy(it -> assertThat(((Command) it).getScope()).isEqualTo("vedette"));
    commands.stop();
    assertThat(registered).isEmpty();
  }

  @Test
  public void completeVerbsAndFields() {
    assertThat(complete("vedette:user un")).containsExactly("unblock ", "unlock ");
    assertThat(complete("vedette:user add x em")).containsExactly("email=");
    assertThat(complete("vedette:status --js")).containsExactly("--json ");
  }
}

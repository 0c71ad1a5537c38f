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
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.BundleContext;

public class ConsoleCommandTest {
  @Rule public final StubServer server = new StubServer();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Object> registered = new ArrayList<>();

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private ConsoleCommand command() {
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
    return new ConsoleCommand(sessions, context);
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
    command().getCompleter(false).complete(session(), line, candidates);
    return candidates;
  }

  @Test
  public void doesWhatTheProgramDoes() {
    server.on("GET /api/v1/users/alice", 200, "{\"username\":\"alice\"}");
    command().execute(session(), Arrays.asList("user", "show", "alice", "--json"));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"username\" : \"alice\"");
    assertThat(server.last().authorization()).isEqualTo("Bearer " + StubServer.CREDENTIAL);
  }

  @Test
  public void tellsFailuresInTheConsole() {
    command().execute(session(), List.of("usr"));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Did you mean user?");
  }

  @Test
  public void isThereWhileTheBundleRuns() {
    ConsoleCommand command = command();
    assertThat(registered).containsExactly(command);
    assertThat(command.getScope() + ":" + command.getName()).isEqualTo("vedette:vedette");
    command.stop();
    assertThat(registered).isEmpty();
  }

  @Test
  public void completesNounsAndVerbs() {
    assertThat(complete("vedette us")).containsExactly("user ");
    assertThat(complete("vedette user un")).containsExactly("unblock ", "unlock ");
    assertThat(complete("vedette user add x em")).containsExactly("email=");
  }
}

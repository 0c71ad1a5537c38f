package org.vedette.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.vedette.shell.view.Terminal;

/** A session of the server's console. */
final class ConsoleTerminal implements Terminal {
  private final Session session;

  ConsoleTerminal(Session session) {
    this.session = session;
  }

  @Override
  public PrintStream out() {
    return session.getConsole();
  }

  @Override
  public PrintStream err() {
    return session.getConsole();
  }

  @Override
  public InputStream in() {
    return session.getKeyboard();
  }

  @Override
  public boolean colours() {
    return session.getTerminal() != null && session.getTerminal().isAnsiSupported();
  }

  @Override
  public int columns() {
    return session.getTerminal() == null ? 0 : session.getTerminal().getWidth();
  }

  @Override
  public String prefix() {
    return ConsoleCommand.SCOPE + ":";
  }

  @Override
  public Optional<String> ask(String prompt) {
    try {
      return Optional.ofNullable(session.readLine(prompt, null));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<char[]> askSecret(String prompt) {
    try {
      return Optional.ofNullable(session.readLine(prompt, '*')).map(String::toCharArray);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

package org.vedette.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vedette.shell.view.Terminal;

/** A terminal that remembers what was written, with answers prepared. */
public final class FakeTerminal implements Terminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
  private final Deque<String> secrets = new ArrayDeque<>();
  private final Deque<String> words = new ArrayDeque<>();
  private InputStream in = InputStream.nullInputStream();
  private int columns;
  private boolean colours;
  private String command = "vedette";

  public FakeTerminal typing(String... answers) {
    secrets.addAll(List.of(answers));
    return this;
  }

  /** Words that are typed to be seen. */
  public FakeTerminal answering(String... answers) {
    words.addAll(List.of(answers));
    return this;
  }

  public FakeTerminal piped(String text) {
    in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public FakeTerminal wide(int width) {
    columns = width;
    return this;
  }

  public FakeTerminal coloured() {
    colours = true;
    return this;
  }

  public FakeTerminal called(String name) {
    command = name;
    return this;
  }

  public String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String complaints() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream out() {
    return outStream;
  }

  @Override
  public PrintStream err() {
    return errStream;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public boolean colours() {
    return colours;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public String prefix() {
    return command + " ";
  }

  @Override
  public Optional<String> ask(String prompt) {
    out.writeBytes(prompt.getBytes(StandardCharsets.UTF_8));
    return Optional.ofNullable(words.poll());
  }

  @Override
  public Optional<char[]> askSecret(String prompt) {
    return Optional.ofNullable(secrets.poll()).map(String::toCharArray);
  }
}

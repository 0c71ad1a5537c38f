package org.vedette.shell.line;

import java.util.ArrayList;
import java.util.List;
import org.vedette.shell.view.Columns;

/** Writes help from what the verbs declare. */
public final class Help {
  private static final List<Example> FIRST =
      List.of(
          new Example("vedette user add alice", "a person"),
          new Example("vedette user password alice", "the password, asked for"),
          new Example("vedette enrollment add alice", "the second factor: scan the QR code"),
          new Example(
              "vedette application add vpn listener=radius selectors=192.0.2.7",
              "the system that asks"),
          new Example("vedette audit tail", "watch the sign-ins"));

  private final int width;

  /** Writes lines of at most this many columns. */
  public Help(int width) {
    this.width = Math.min(width <= 0 ? 100 : width, 110);
  }

  /** First line of a verb's help. */
  public static String usage(Noun noun, Verb verb) {
    StringBuilder line = new StringBuilder("vedette ").append(noun.name());
    if (!verb.name().isEmpty()) {
      line.append(' ').append(verb.name());
    }
    verb.parameters().forEach(it -> line.append(' ').append(it.usage()));
    if (!verb.fields().none()) {
      line.append(" [KEY=VALUE...]");
    }
    verb.options().forEach(it -> line.append(" [").append(it.usage()).append(']'));
    return line.toString();
  }

  /** Help of the whole client. */
  public List<String> overview(List<Noun> nouns) {
    List<String> lines = new ArrayList<>();
    lines.add("Usage: vedette COMMAND [ARGUMENTS] [OPTIONS]");
    lines.add("");
    wrap(
        lines,
        "",
        "Operates a Vedette server over its REST API. On the server's own host it works at once, run"
            + " by the server's user; elsewhere with --server and a personal token.");
    heading(lines, "Commands");
    List<String[]> rows = new ArrayList<>();
    for (Noun noun : nouns) {
      rows.add(new String[] {shape(noun), noun.summary()});
    }
    rows(lines, rows);
    heading(lines, "Options of every command");
    rows(lines, optionRows(Option.COMMON));
    heading(lines, "Exit codes");
    rows(
        lines,
        List.of(
            new String[] {"0", "done"},
            new String[] {"1", "refused by the server, or the server cannot be reached"},
            new String[] {"2", "typed wrongly"}));
    heading(lines, "A first sign-in, step by step");
    FIRST.forEach(it -> example(lines, it));
    lines.add("");
    lines.add("Details of a command: vedette COMMAND --help");
    return lines;
  }

  /** Help of a noun. */
  public List<String> noun(Noun noun) {
    List<String> lines = new ArrayList<>();
    lines.add("Usage: vedette " + shape(noun) + " [ARGUMENTS] [OPTIONS]");
    lines.add("");
    wrap(lines, "", noun.summary());
    heading(lines, "Commands");
    List<String[]> rows = new ArrayList<>();
    for (Verb verb : noun.verbs()) {
      rows.add(new String[] {noun.name() + " " + verb.name(), verb.summary()});
    }
    rows(lines, rows);
    lines.add("");
    lines.add("Details and examples: vedette " + noun.name() + " COMMAND --help");
    return lines;
  }

  /** Help of a verb. */
  public List<String> verb(Noun noun, Verb verb) {
    List<String> lines = new ArrayList<>();
    wrap(lines, "", "Usage: " + usage(noun, verb));
    lines.add("");
    wrap(lines, "", verb.summary());
    for (String paragraph : verb.details()) {
      lines.add("");
      wrap(lines, "", paragraph);
    }
    if (!verb.parameters().isEmpty()) {
      heading(lines, "Arguments");
      List<String[]> rows = new ArrayList<>();
      verb.parameters().forEach(it -> rows.add(new String[] {it.name(), it.description()}));
      rows(lines, rows);
    }
    if (!verb.fields().none()) {
      heading(lines, "Fields, given as KEY=VALUE");
      List<String[]> rows = new ArrayList<>();
      verb.fields().known().forEach(it -> rows.add(new String[] {it.name(), it.description()}));
      if (!verb.fields().openHelp().isEmpty()) {
        rows.add(new String[] {"...", verb.fields().openHelp()});
      }
      rows(lines, rows);
    }
    heading(lines, "Options");
    List<Option> options = new ArrayList<>(verb.options());
    Option.COMMON.stream().filter(Option::isFlag).forEach(options::add);
    rows(lines, optionRows(options));
    lines.add("  and those of every command, see: vedette --help");
    heading(lines, "Examples");
    verb.examples().forEach(it -> example(lines, it));
    return lines;
  }

  private static String shape(Noun noun) {
    List<Verb> verbs = noun.verbs();
    if (verbs.size() == 1 && verbs.get(0).name().isEmpty()) {
      StringBuilder line = new StringBuilder(noun.name());
      verbs.get(0).parameters().forEach(it -> line.append(' ').append(it.usage()));
      return line.toString();
    }
    return noun.name() + " " + String.join("|", verbs.stream().map(Verb::name).toList());
  }

  /** Writes a command that can be copied, also where it takes more than one line. */
  private void example(List<String> lines, Example example) {
    List<String> parts = Columns.wrap(example.line(), width - 6);
    for (int i = 0; i < parts.size(); i++) {
      String end = i < parts.size() - 1 ? " \\" : "";
      lines.add((i == 0 ? "  " : "    ") + parts.get(i) + end);
    }
    wrap(lines, "      ", example.meaning());
  }

  private static List<String[]> optionRows(List<Option> options) {
    List<String[]> rows = new ArrayList<>();
    options.forEach(it -> rows.add(new String[] {it.usage(), it.description()}));
    return rows;
  }

  private static void heading(List<String> lines, String text) {
    lines.add("");
    lines.add(text + ":");
  }

  /** Writes names with their meanings beside them, or below where a name is long. */
  private void rows(List<String> lines, List<String[]> rows) {
    int left = 0;
    for (String[] row : rows) {
      left = row[0].length() <= 26 ? Math.max(left, row[0].length()) : left;
    }
    left = Math.max(left, 10);
    for (String[] row : rows) {
      String indent = " ".repeat(left + 4);
      List<String> meaning = Columns.wrap(row[1], width - indent.length());
      int first = 0;
      if (row[0].length() > left) {
        Columns.wrap(row[0], width - 2).forEach(it -> lines.add("  " + it));
      } else {
        lines.add("  " + row[0] + " ".repeat(left - row[0].length() + 2) + meaning.get(0));
        first = 1;
      }
      meaning.subList(first, meaning.size()).forEach(it -> lines.add(indent + it));
    }
  }

  private void wrap(List<String> lines, String indent, String text) {
    Columns.wrap(text, width - indent.length()).forEach(it -> lines.add(indent + it));
  }
}

package org.vedette.shell.line;

import java.util.ArrayList;
import java.util.List;
import org.vedette.shell.line.Parameter.Need;

/**
 * One thing that can be asked for, with all that its help, its parsing and its completion need.
 *
 * @param name second word of the command; empty when the noun alone is the command
 * @param summary what it does, one sentence
 * @param parameters words at their places
 * @param fields what may follow as {@code KEY=VALUE}; none when empty
 * @param options options besides the common ones
 * @param details paragraphs of its help; may be empty
 * @param examples at least one
 * @param action what it does
 */
public record Verb(
    String name,
    String summary,
    List<Parameter> parameters,
    Fields fields,
    List<Option> options,
    List<String> details,
    List<Example> examples,
    Action action) {

  /** Starts a verb. */
  public static Builder verb(String name, String summary) {
    return new Builder(name, summary);
  }

  /** Collects the parts of a verb. */
  public static final class Builder {
    private final String name;
    private final String summary;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private Fields fields = Fields.NONE;

    private Builder(String name, String summary) {
      this.name = name;
      this.summary = summary;
    }

    /** Adds a word that must stand. */
    public Builder needs(String parameter, String description) {
      parameters.add(new Parameter(parameter, description, Need.REQUIRED));
      return this;
    }

    /** Adds a word that may stand. */
    public Builder takes(String parameter, String description) {
      parameters.add(new Parameter(parameter, description, Need.OPTIONAL));
      return this;
    }

    /** Says what may follow as {@code KEY=VALUE}. */
    public Builder fields(Fields value) {
      fields = value;
      return this;
    }

    /** Adds a switch. */
    public Builder flag(String option, String description) {
      options.add(Option.flag(option, description));
      return this;
    }

    /** Adds an option with a value. */
    public Builder option(String option, String value, String description) {
      options.add(Option.value(option, value, description));
      return this;
    }

    /** Adds a paragraph to the help. */
    public Builder details(String paragraph) {
      details.add(paragraph);
      return this;
    }

    /** Adds an example. */
    public Builder example(String line, String meaning) {
      examples.add(new Example(line, meaning));
      return this;
    }

    /** Ends the verb. */
    public Verb does(Action action) {
      return new Verb(
          name,
          summary,
          List.copyOf(parameters),
          fields,
          List.copyOf(options),
          List.copyOf(details),
          List.copyOf(examples),
          action);
    }
  }
}

package org.vedette.shell.line;

import java.util.List;

/** What verbs are about: the first word of a command. Its verbs are made only when it is used. */
public interface Noun {
  /** First word of the command. */
  String name();

  /** What it is about, one sentence. */
  String summary();

  /** Its verbs, in the order they are shown; a single one with an empty name is the noun itself. */
  List<Verb> verbs();
}

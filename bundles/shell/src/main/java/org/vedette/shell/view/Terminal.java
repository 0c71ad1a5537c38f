package org.vedette.shell.view;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/** Where a command is typed, and where its answer is read. */
public interface Terminal {
  /** For what was asked for. */
  PrintStream out();

  /** For what went wrong, and for progress. */
  PrintStream err();

  /** Standard input. */
  InputStream in();

  /** Whether {@link #out} may be coloured. */
  boolean colours();

  /** Width of {@link #out}; 0 when it is no terminal, and nothing need fit. */
  int columns();

  /** What stands before a command here: {@code "bin/vedette "} as typed, {@code "vedette:"}. */
  String prefix();

  /** Asks something and shows what is typed; empty when nobody can be asked. */
  Optional<String> ask(String prompt);

  /** Asks for a secret without showing it; empty when nobody can be asked. */
  Optional<char[]> askSecret(String prompt);
}

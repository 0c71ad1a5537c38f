package org.vedette.ldap;

import java.util.function.IntConsumer;

/**
 * An operation that a directory is working on.
 *
 * @param op what it is
 * @param rewrite how its answers are treated
 * @param ended told the code of its result, before the client is
 */
record Running(Op op, Rewrite rewrite, IntConsumer ended) {
  /** How answers are treated on their way. */
  enum Rewrite {
    /** As they are. */
    NONE,
    /** Attributes that the application may not see are left out. */
    ATTRIBUTES,
    /** What is not served here is left out of the root DSE. */
    ROOT,
    /** A directory that does not know who somebody is is answered for. */
    WHO_AM_I
  }

  static final IntConsumer NOBODY = code -> {};

  /** An operation whose answers pass as they are. */
  static Running plain(Op op) {
    return new Running(op, Rewrite.NONE, NOBODY);
  }
}

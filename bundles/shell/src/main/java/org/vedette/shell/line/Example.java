package org.vedette.shell.line;

/**
 * A command line that works.
 *
 * @param line what is typed, beginning with {@code vedette}
 * @param meaning what it does, in a few words
 */
public record Example(String line, String meaning) {}

package org.vedette.shell.verb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.vedette.shell.Failure;

/** A file that did not exist before, readable by its owner's wish alone. */
final class NewFile implements AutoCloseable {
  private final String name;
  private final OutputStream out;

  private NewFile(String name, OutputStream out) {
    this.name = name;
    this.out = out;
  }

  static NewFile open(String option, String name) {
    try {
      return new NewFile(
          name,
          Files.newOutputStream(
              Path.of(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (FileAlreadyExistsException exists) {
      throw Failure.usage(
          "--" + option + ": " + name + " is there already.", "name a file that does not exist");
    } catch (IOException | InvalidPathException e) {
      throw Failure.usage(
          "--" + option + ": " + name + " cannot be written: " + e.getMessage() + ".",
          "name a file in a folder that exists and may be written to");
    }
  }

  void write(byte[] bytes, int from) {
    try {
      out.write(bytes, from, bytes.length - from);
    } catch (IOException e) {
      throw Failure.usage(
          name + " cannot be written: " + e.getMessage() + ".", "is the disk full?");
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw Failure.usage(
          name + " cannot be written: " + e.getMessage() + ".", "is the disk full?");
    }
  }
}

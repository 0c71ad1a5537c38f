package org.vedette.shell.verb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.vedette.shell.Failure;

/** A file that did not exist before, readable by its owner's wish alone. */
final class NewFile implements AutoCloseable {
  private static final FileAttribute<?>[] ANY = {};
  private static final FileAttribute<?>[] OWNER = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  private final String name;
  private final OutputStream out;

  private NewFile(String name, OutputStream out) {
    this.name = name;
    this.out = out;
  }

  static NewFile open(String option, String name) {
    return open(option, name, false);
  }

  /** Opens one that only its owner may read, from its first moment on. */
  static NewFile secret(String option, String name) {
    return open(option, name, true);
  }

  private static NewFile open(String option, String name, boolean secret) {
    try {
      Path path = Path.of(name);
      boolean modes = path.getFileSystem().supportedFileAttributeViews().contains("posix");
      return new NewFile(
          name,
          Channels.newOutputStream(
              Files.newByteChannel(
                  path,
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  secret && modes ? OWNER : ANY)));
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

  /** Removes it again: there is nothing to be written into it. */
  void discard() {
    close();
    try {
      Files.delete(Path.of(name));
    } catch (IOException stays) {
      throw Failure.usage(name + " stays, and is empty: " + stays.getMessage() + ".");
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

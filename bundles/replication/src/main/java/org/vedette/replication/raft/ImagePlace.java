package org.vedette.replication.raft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.vedette.api.store.ChangeApplier.Position;

/**
 * Which place the records of the newest image have. The image itself is named after the log, where
 * entries stand beside changes, so its number may be higher. Losing the file costs one installation
 * more.
 */
final class ImagePlace {
  private static final String FILE = "place";

  private ImagePlace() {}

  static void write(Path image, Position place) throws IOException {
    Files.writeString(
        image.resolveSibling(FILE),
        image.getFileName() + " " + place.epoch() + " " + place.index());
  }

  /** Reads the place of this image; empty when it is not known. */
  static Optional<Position> read(Path image) throws IOException {
    String[] words;
    try {
      words = Files.readString(image.resolveSibling(FILE)).split(" ", -1);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    boolean known = words.length == 3 && words[0].equals(String.valueOf(image.getFileName()));
    try {
      return known
          ? Optional.of(new Position(Long.parseLong(words[1]), Long.parseLong(words[2])))
          : Optional.empty();
    } catch (NumberFormatException torn) {
      return Optional.empty();
    }
  }
}

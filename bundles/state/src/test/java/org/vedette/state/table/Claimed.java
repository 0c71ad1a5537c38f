package org.vedette.state.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Reads the final claims of a table. */
public final class Claimed {
  private Claimed() {}

  /** Returns what is known of each claim. */
  public static Map<String, String> in(ClaimTable table) {
    Map<String, String> found = new TreeMap<>();
    try {
      table
          .image()
          .each(
              (bytes, from, length) -> {
                FinalClaim claim = ClaimBytes.read(bytes, from);
                found.put(
                    "claim " + claim.key() + " " + claim.value(),
                    HexFormat.of().formatHex(claim.owner())
                        + new String(claim.outcome(), StandardCharsets.UTF_8)
                        + claim.at()
                        + claim.until());
              });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return found;
  }
}

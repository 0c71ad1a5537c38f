package org.vedette.gateway.sip.prompt;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vedette.api.lifecycle.Health;

/**
 * Finds what is to be played: an operator's sound where there is one in the language, else the
 * stock one in that language, else in English. Thread-safe.
 */
public final class Prompts {
  private static final String ENGLISH = "en";

  private final StockPrompts stock = new StockPrompts();
  private volatile PromptFolder own = PromptFolder.NONE;
  private String signature = "";

  /** Begins with the stock ones. */
  public Prompts() {}

  /** Reads an operator's folder, if its files are not those read before. Blocks. */
  public synchronized void refresh(Path folder) {
    String now = folder + "\n" + PromptFolder.signature(folder);
    if (!now.equals(signature)) {
      own = PromptFolder.read(folder);
      signature = now;
    }
  }

  /** Returns the sounds of one call: by their names, empty where nothing has that name. */
  public Function<String, Optional<byte[]>> of(String application, String language) {
    PromptFolder files = own;
    String full = language.toLowerCase(Locale.ROOT).replace('_', '-');
    int dash = full.indexOf('-');
    String plain = dash < 0 ? full : full.substring(0, dash);
    return name ->
        files
            .find(application, full, name)
            .or(() -> files.find(application, plain, name))
            .or(() -> stock.find(plain, name))
            .or(() -> files.find(application, ENGLISH, name))
            .or(() -> stock.find(ENGLISH, name));
  }

  /** Tells which files cannot be used. */
  public Health health() {
    return own.problems().isEmpty()
        ? Health.ok()
        : Health.warn(
            "sound files that are not used, the stock ones play: "
                + String.join("; ", own.problems().subList(0, Math.min(5, own.problems().size()))));
  }
}

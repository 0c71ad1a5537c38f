package org.vedette.itests.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands for this server on the pages about RADIUS clients, as they stand there. */
final class Recipes {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```$(.*?)^```$");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(bin/vedette (?:[^\\n]*\\\\\\n)*[^\\n]*)$");
  private static final Pattern IN_TEXT = Pattern.compile("`(bin/vedette application set [^`]+)`");

  private Recipes() {}

  /** Reads the pages: their names, each with its commands in order. */
  static Map<String, List<String>> commands() throws IOException {
    Path folder = Path.of(System.getProperty("vedette.bundles"), "radius", "recipes");
    Map<String, List<String>> found = new LinkedHashMap<>();
    try (Stream<Path> pages = Files.list(folder)) {
      for (Path page : pages.sorted().toList()) {
        String name = page.getFileName().toString();
        if (!name.equals("README.md")) {
          found.put(name, commands(Files.readString(page)));
        }
      }
    }
    return found;
  }

  private static List<String> commands(String page) {
    List<String> all = new ArrayList<>();
    Matcher fenced = FENCED.matcher(page);
    while (fenced.find()) {
      Matcher command = COMMAND.matcher(fenced.group(1));
      while (command.find()) {
        all.add(command.group(1));
      }
    }
    Matcher inText = IN_TEXT.matcher(page);
    while (inText.find()) {
      all.add(inText.group(1));
    }
    return all;
  }

  /** Has a shell run one beside this server; secrets it asks for are all the same. */
  static Server.Ran run(Server server, String command) {
    return Server.execute(
        List.of("sh", "-c", "cd '" + server.base() + "' && " + command),
        (Site.SECRET + "\n").repeat(2));
  }
}

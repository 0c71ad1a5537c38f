package org.vedette.sdk.application;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vedette.api.auth.Application;
import org.vedette.api.store.Setting;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** Checks what an application chooses among: who checks passwords, and methods. */
final class Choices {
  /** PID prefix of directories. */
  static final String DIRECTORY_PID = "org.vedette.directory~";

  private static final Pattern DIRECTORY = Pattern.compile("directory:([a-z][a-z0-9]{0,31})");
  private static final String PRIMARY_LOCAL = "local";

  private final Installed installed;
  private final Plugins plugins;

  Choices(Installed installed, Plugins plugins) {
    this.installed = installed;
    this.plugins = plugins;
  }

  /** Passes the name of who checks passwords. */
  String primary(String value) {
    if (value.equals(PRIMARY_LOCAL) || value.equals(Application.PRIMARY_NONE)) {
      return value;
    }
    var matcher = DIRECTORY.matcher(value);
    if (!matcher.matches()) {
      throw Problem.field(
          "primary", "\"local\", \"none\" or \"directory:NAME\", for example \"directory:corp\"");
    }
    String pid = DIRECTORY_PID + matcher.group(1);
    if (installed.records().findByKey(Setting.TYPE, Setting.key(pid)).isEmpty()) {
      throw Problem.field(
          "primary",
          "there is no directory '%s'; add it first, or use \"local\" or \"none\""
              .formatted(matcher.group(1)));
    }
    return value;
  }

  /** Passes the id of a method. */
  String method(String id) {
    Set<String> known = plugins.methods().keys();
    if (!known.contains(id)) {
      throw Problem.field(
          "methods",
          "'%s' is not an installed method; installed are %s"
              .formatted(id, known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))));
    }
    return id;
  }
}

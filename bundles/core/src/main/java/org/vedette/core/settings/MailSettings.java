package org.vedette.core.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which mails are sent about accounts.
 *
 * @param toUsers whether users get any
 * @param portalUrl page where users see their data; may be empty
 * @param administrators addresses of those who hear of fraud and blocks; may be empty
 */
public record MailSettings(boolean toUsers, String portalUrl, List<String> administrators) {
  /** Nobody gets any. */
  public static final MailSettings NONE = new MailSettings(false, "", List.of());

  private static final int MOST = 20;
  private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,189}");
  private static final Pattern URL = Pattern.compile("https?://[^\\s\"<>]{1,300}");

  /** Copies the list. */
  public MailSettings {
    administrators = List.copyOf(administrators);
  }

  /** Says what is wrong, a sentence for each key. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!portalUrl.isEmpty() && !URL.matcher(portalUrl).matches()) {
      problems.add("portalUrl: an address of the web, for example https://portal.example.org");
    }
    if (administrators.size() > MOST) {
      problems.add("adminMails: at most " + MOST + " addresses");
    }
    administrators.stream()
        .filter(each -> !MAIL.matcher(each).matches())
        .findFirst()
        .ifPresent(
            each ->
                problems.add("adminMails: addresses with commas between, for example a@b.example"));
    return problems;
  }
}

package org.vedette.shell.verb;

import java.util.List;
import org.vedette.shell.line.Noun;

/** All nouns, in the order that the overview shows. */
public final class Nouns {
  /** All of them. */
  public static final List<Noun> ALL =
      List.of(
          new StatusNoun(),
          new UserNoun(),
          new EnrollmentNoun(),
          new OathNoun(),
          new ApplicationNoun(),
          new PolicyNoun(),
          new NetworkNoun(),
          new RadiusNoun(),
          new DirectoryNoun(),
          new SyncNoun(),
          new ImportNoun(),
          new TemplateNoun(),
          new ServerNoun(),
          new CapabilityNoun(),
          new WhyNoun(),
          new AuditNoun(),
          new ReportNoun(),
          new AccountingNoun(),
          new LogNoun(),
          new SettingsNoun(),
          new TokenNoun(),
          new HelpNoun(),
          new VersionNoun(),
          new CompletionNoun());

  private Nouns() {}
}

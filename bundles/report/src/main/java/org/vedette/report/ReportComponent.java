package org.vedette.report;

import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.report.ReportDesk;
import org.vedette.api.report.ReportFilter;
import org.vedette.api.report.ReportTable;
import org.vedette.api.report.UsageReport;
import org.vedette.api.store.Records;

/** Makes reports. There only while the audit record and the users can be read. */
@Component(
    immediate = true,
    service = {ReportDesk.class, Capability.class},
    configurationPid = ReportConfig.PID,
    property = Capability.PROPERTY + "=" + ReportComponent.ID)
@Designate(ocd = ReportConfig.class)
@ReplicatedSettings(ReportConfig.PID)
public final class ReportComponent implements ReportDesk, Capability {
  static final String ID = "report";

  private static final Logger LOG = LoggerFactory.getLogger(ReportComponent.class);

  private final String version;
  private final AuditLog audit;
  private final Records records;
  private volatile Personal personal = new Personal(List.of(), true);
  private volatile Health health = Health.ok();

  /** Started by DS. */
  @Activate
  public ReportComponent(
      BundleContext context,
      ReportConfig config,
      @Reference AuditLog audit,
      @Reference Records records) {
    this.version = context.getBundle().getVersion().toString();
    this.audit = audit;
    this.records = records;
    modified(config);
  }

  /** Takes new settings; bad ones leave the last good in force: at first that is nothing at all. */
  @Modified
  void modified(ReportConfig config) {
    Personal.Read read = Personal.read(config);
    if (read.problems().isEmpty()) {
      personal = read.settings();
      health = Health.ok();
    } else {
      String what = String.join("; ", read.problems());
      LOG.error("Settings are wrong, the last good ones stay. pid={} {}", ReportConfig.PID, what);
      health = Health.critical("settings " + ReportConfig.PID + " are wrong: " + what);
    }
  }

  @Override
  public ReportTable list(
      Kind kind, ReportFilter filter, String before, int limit, BooleanSupplier enough) {
    Personal now = personal;
    return new Listing(kind, now, matching(filter, now)).read(audit, before, limit, enough);
  }

  @Override
  public UsageReport usage(By by, ReportFilter filter, ZoneId zone, BooleanSupplier enough) {
    return new Counting(by, zone, matching(filter, personal)).read(audit, enough);
  }

  @Override
  public String chart(UsageReport usage) {
    return Chart.of(usage);
  }

  private Matching matching(ReportFilter filter, Personal now) {
    return new Matching(filter, new People(records), now);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> addresses() {
    return List.of();
  }

  @Override
  public Health health() {
    return health;
  }
}

package org.vedette.sdk;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.core.Application;
import org.osgi.framework.BundleContext;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.lifecycle.CapabilityDesk;
import org.vedette.api.store.AccessToken;
import org.vedette.api.token.TokenDesk;
import org.vedette.sdk.accounting.AccountingResource;
import org.vedette.sdk.application.ApplicationsResource;
import org.vedette.sdk.audit.AuditResource;
import org.vedette.sdk.capability.CapabilitiesResource;
import org.vedette.sdk.cluster.ClusterResource;
import org.vedette.sdk.http.BearerFilter;
import org.vedette.sdk.http.Credentials;
import org.vedette.sdk.http.HeadersFilter;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.LimitFilter;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.http.SourceThrottle;
import org.vedette.sdk.oath.HardwareTokensResource;
import org.vedette.sdk.oath.ImportsResource;
import org.vedette.sdk.policy.ExplainResource;
import org.vedette.sdk.policy.NetworksResource;
import org.vedette.sdk.policy.ReplayResource;
import org.vedette.sdk.policy.RulesResource;
import org.vedette.sdk.radius.ClientsResource;
import org.vedette.sdk.radius.RepliesResource;
import org.vedette.sdk.report.ReportsResource;
import org.vedette.sdk.server.ListenersResource;
import org.vedette.sdk.server.LogResource;
import org.vedette.sdk.server.MethodsResource;
import org.vedette.sdk.server.OpenApiResource;
import org.vedette.sdk.server.StatusResource;
import org.vedette.sdk.server.TokensResource;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.service.Writes;
import org.vedette.sdk.setting.DirectoriesResource;
import org.vedette.sdk.setting.DirectoryEntriesResource;
import org.vedette.sdk.setting.SettingsResource;
import org.vedette.sdk.signin.CoreCalls;
import org.vedette.sdk.signin.SignInsResource;
import org.vedette.sdk.sync.ImportResource;
import org.vedette.sdk.sync.SyncItemsResource;
import org.vedette.sdk.sync.SyncResource;
import org.vedette.sdk.text.TemplatesResource;
import org.vedette.sdk.text.TrialsResource;
import org.vedette.sdk.user.EnrollmentsResource;
import org.vedette.sdk.user.UserBlockResource;
import org.vedette.sdk.user.UserBypassResource;
import org.vedette.sdk.user.UserEnrollmentsResource;
import org.vedette.sdk.user.UserFactorsResource;
import org.vedette.sdk.user.UsersResource;

/** The REST API, version 1: all routes, and what stands before them. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Vedette",
            version = "1",
            description =
                "Errors are application/problem+json (RFC 9457). Unknown fields are refused. A"
                    + " change takes only the fields given."),
    servers = @Server(url = "/api/v1"),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
public final class ApiApplication extends Application {
  /** Three files of 200 KiB in base64, and the text, in octets. */
  private static final long MAX_TEMPLATE = 1_000_000;

  /** The longest name, password and code, every character escaped, in octets. */
  private static final long MAX_SIGN_IN = 8192;

  /** Ten thousand identities, in octets. */
  private static final long MAX_IMPORT = 1_500_000;

  private final Set<Object> singletons;

  /** Makes all routes. */
  public ApiApplication(
      BundleContext context,
      Settings settings,
      Installed installed,
      Plugins plugins,
      Worker worker,
      CoreCalls core) {
    InstantSource clock = Clock.systemUTC();
    Writes writes = new Writes(installed, worker);
    Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    String version = context.getBundle().getVersion().toString();
    Set<Object> all = new LinkedHashSet<>(before(settings, installed, clock));
    all.add(new UsersResource(installed, plugins, writes));
    all.add(new UserFactorsResource(installed, worker));
    all.add(new UserBlockResource(installed, writes, worker, clock));
    all.add(new UserBypassResource(installed, writes, clock));
    all.add(new UserEnrollmentsResource(installed, plugins, worker));
    all.add(new EnrollmentsResource(installed, writes, worker));
    all.add(new ApplicationsResource(installed, plugins, writes, clock));
    all.add(new SettingsResource(context, installed, writes));
    all.add(new DirectoriesResource(context, installed, plugins, writes, worker));
    all.add(new DirectoryEntriesResource(plugins, worker));
    all.add(new AuditResource(installed, worker, clock));
    all.add(new AccountingResource(installed));
    all.add(new TokensResource(installed, writes, clock));
    all.add(new LogResource(installed));
    all.add(new MethodsResource(plugins));
    all.add(new ListenersResource(plugins));
    all.add(new StatusResource(installed, plugins, version, started, clock));
    all.add(new CapabilitiesResource(installed, worker, clock));
    all.add(new ClientsResource(installed, worker));
    all.add(new RepliesResource(installed, writes));
    all.add(new HardwareTokensResource(installed, worker));
    all.add(new ImportsResource(installed, worker));
    all.add(new RulesResource(installed, plugins, writes));
    all.add(new NetworksResource(installed, writes));
    all.add(new ExplainResource(installed, clock));
    all.add(new ReplayResource(installed, plugins, worker, clock));
    all.add(new TemplatesResource(installed, writes));
    all.add(new TrialsResource(installed, worker));
    all.add(new SignInsResource(installed, core, worker, clock));
    all.add(new ReportsResource(installed, worker, clock));
    all.add(new SyncResource(installed, clock));
    all.add(new SyncItemsResource(installed, plugins, writes));
    all.add(new ImportResource(installed, plugins, clock));
    all.add(new ClusterResource(installed, worker, clock));
    all.add(new OpenApiResource());
    singletons = all;
  }

  private static List<Object> before(Settings settings, Installed installed, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    Credentials credentials =
        new Credentials(
            settings::credential,
            installed::vault,
            () -> installed.records().all(AccessToken.TYPE),
            clock);
    return List.of(
        new BearerFilter(credentials, new SourceThrottle(clock, settings::failuresPerMinute)),
        new LimitFilter(
            settings::maxBodyBytes,
            Map.of(
                "capabilities/updates",
                (long) CapabilityDesk.MAX_JAR_BYTES,
                "oath/imports",
                (long) TokenDesk.MAX_FILE,
                "templates/",
                MAX_TEMPLATE,
                "import",
                MAX_IMPORT,
                "signins",
                MAX_SIGN_IN,
                "signins/",
                MAX_SIGN_IN)),
        new HeadersFilter(),
        new JsonCodec(),
        new ProblemMapper(() -> AuditIds.of(random.nextLong())));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}

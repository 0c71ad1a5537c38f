package org.vedette.core.flow;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Resynchroniser;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.ChallengeStore;
import org.vedette.api.state.Claims;
import org.vedette.api.state.Journal;
import org.vedette.api.state.Registers;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;
import org.vedette.core.delivery.Outbox;
import org.vedette.core.policy.Policies;
import org.vedette.core.settings.CoreSettings;

/**
 * Everything the core works with. Capabilities that come and go are in directories.
 *
 * @param records durable records
 * @param changes the way to change them
 * @param journal the journal
 * @param claims who may use a code
 * @param registers counters
 * @param challenges open challenges
 * @param vault secrets
 * @param primaries primary authenticators by name
 * @param methods methods by id
 * @param enrollers enrollers by method
 * @param resynchronisers resynchronisers by method
 * @param outbox sends messages
 * @param policies rules of policy
 * @param versions versions of all capabilities, for the record
 * @param clock the time
 * @param settings the settings, read once for each request
 * @param sources directories by name
 */
public record Ports(
    Records records,
    ChangeLog changes,
    Journal journal,
    Claims claims,
    Registers registers,
    ChallengeStore challenges,
    SecretVault vault,
    ServiceDirectory<String, PrimaryAuthenticator> primaries,
    ServiceDirectory<String, AuthenticationMethod> methods,
    ServiceDirectory<String, Enroller> enrollers,
    ServiceDirectory<String, Resynchroniser> resynchronisers,
    Outbox outbox,
    Policies policies,
    Supplier<String> versions,
    InstantSource clock,
    Supplier<CoreSettings> settings,
    ServiceDirectory<String, DirectorySource> sources) {}

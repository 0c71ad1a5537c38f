package org.vedette.ldap;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.lifecycle.ServiceDirectory;

/**
 * What all connections use.
 *
 * @param slow does the slow parts of handshakes, and asks name servers
 * @param clients the applications as they are now
 * @param limits the limits as they are now
 * @param material what TLS is made with now; null for none
 * @param directories where the servers of directories are
 * @param signIns asks the core
 * @param names knows by which name an entry signs in
 * @param notices writes the log
 * @param counters counts
 * @param nanoTime measures spans
 */
record Shared(
    Executor slow,
    Supplier<Clients> clients,
    Supplier<Limits> limits,
    Supplier<@Nullable TlsMaterial> material,
    ServiceDirectory<String, DirectoryServers> directories,
    SignIns signIns,
    Names names,
    Notices notices,
    Counters counters,
    LongSupplier nanoTime) {}

package org.vedette.sync.run;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;

/**
 * What runs need of the rest of the server; each may be missing at any time.
 *
 * @param records gives the durable records
 * @param changes gives where changes are written
 * @param enrollments gives what enrolls users
 * @param mails gives what sends mails
 * @param sources finds a directory by its name
 * @param clock tells the time
 * @param ids makes identities
 */
public record Ports(
    Supplier<Optional<Records>> records,
    Supplier<Optional<ChangeLog>> changes,
    Supplier<Optional<EnrollmentService>> enrollments,
    Supplier<Optional<UserMails>> mails,
    Function<String, Optional<DirectorySource>> sources,
    InstantSource clock,
    Supplier<UUID> ids) {}

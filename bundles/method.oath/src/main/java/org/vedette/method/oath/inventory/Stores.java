package org.vedette.method.oath.inventory;

import java.time.InstantSource;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.Claims;
import org.vedette.api.state.Journal;
import org.vedette.api.state.Registers;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;

/**
 * What the inventory works with.
 *
 * @param records durable records
 * @param changes the way to change them
 * @param journal claims, registers and acts
 * @param claims who may use a code
 * @param registers counters
 * @param vault seals secrets
 * @param clock the time
 */
record Stores(
    Records records,
    ChangeLog changes,
    Journal journal,
    Claims claims,
    Registers registers,
    SecretVault vault,
    InstantSource clock) {}

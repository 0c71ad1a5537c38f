package org.vedette.state.journal;

import org.vedette.state.table.Tables;

/**
 * What recovery found.
 *
 * @param identity who this server is, with the number of this start
 * @param tables filled tables
 * @param tail newest audit records
 * @param segments segments on disk
 * @param head end of the audit chain
 * @param sequence number of the last frame
 * @param covered frames up to this number are in the snapshot on disk
 * @param kept audit records up to this number were safe elsewhere
 * @param nextIndex number of the next segment
 * @param entries entries replayed above the image
 * @param cut bytes of a torn write that were dropped
 * @param handedOver whether the image came from the bundle's predecessor
 */
record Recovered(
    Identity identity,
    Tables tables,
    AuditTail tail,
    Segments segments,
    AuditChain.Head head,
    long sequence,
    long covered,
    long kept,
    long nextIndex,
    long entries,
    long cut,
    boolean handedOver) {}

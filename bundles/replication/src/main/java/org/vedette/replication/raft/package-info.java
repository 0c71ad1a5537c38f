/** The log of changes that several servers share, kept by Raft. */
@NullMarked
package org.vedette.replication.raft;

import org.jspecify.annotations.NullMarked;

/** What servers tell each other beside the log: on the same port, with the same certificates. */
@NullMarked
package org.vedette.replication.peer;

import org.jspecify.annotations.NullMarked;

/** The cluster's own certificate authority and the certificates of its servers. */
@NullMarked
package org.vedette.replication.cert;

import org.jspecify.annotations.NullMarked;

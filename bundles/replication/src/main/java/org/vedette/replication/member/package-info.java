/** Who belongs to the cluster, and what part this server has in it. */
@NullMarked
package org.vedette.replication.member;

import org.jspecify.annotations.NullMarked;

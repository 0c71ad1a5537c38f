/** How servers fetch each other's audit records. */
@NullMarked
package org.vedette.replication.audit;

import org.jspecify.annotations.NullMarked;

/** Several servers that work as one. */
@NullMarked
package org.vedette.replication;

import org.jspecify.annotations.NullMarked;

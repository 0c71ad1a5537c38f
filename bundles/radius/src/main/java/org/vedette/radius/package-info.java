/** RADIUS listener: from datagrams to sign-ins and back. */
@NullMarked
package org.vedette.radius;

import org.jspecify.annotations.NullMarked;

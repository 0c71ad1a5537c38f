/** A RADIUS client over UDP: of other servers, and in tests an emulated NAS. */
@NullMarked
package org.vedette.client.radius;

import org.jspecify.annotations.NullMarked;

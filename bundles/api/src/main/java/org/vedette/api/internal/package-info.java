/** Not exported: the services that this bundle itself provides. */
@NullMarked
package org.vedette.api.internal;

import org.jspecify.annotations.NullMarked;

/** What the server can do: listed, enabled, disabled, updated, rolled back. */
@NullMarked
package org.vedette.sdk.capability;

import org.jspecify.annotations.NullMarked;

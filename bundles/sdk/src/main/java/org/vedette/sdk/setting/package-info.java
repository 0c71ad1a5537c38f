/** Routes of settings and directories. */
@NullMarked
package org.vedette.sdk.setting;

import org.jspecify.annotations.NullMarked;

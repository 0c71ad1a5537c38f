/** Routes of applications. */
@NullMarked
package org.vedette.sdk.application;

import org.jspecify.annotations.NullMarked;

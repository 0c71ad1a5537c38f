/** The OSGi framework as an operator's desk sees it. */
@NullMarked
package org.vedette.lifecycle.platform;

import org.jspecify.annotations.NullMarked;

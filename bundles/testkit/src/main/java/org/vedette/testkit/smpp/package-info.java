/** An emulated message centre that speaks SMPP 3.4. */
@NullMarked
package org.vedette.testkit.smpp;

import org.jspecify.annotations.NullMarked;

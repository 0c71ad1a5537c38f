/** An emulated device that signs in by EAP. */
@NullMarked
package org.vedette.testkit.eap;

import org.jspecify.annotations.NullMarked;

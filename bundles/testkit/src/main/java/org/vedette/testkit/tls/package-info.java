/** A private authority for tests of TLS. */
@NullMarked
package org.vedette.testkit.tls;

import org.jspecify.annotations.NullMarked;

/** Certificates and private keys from files, and their replacement while a server runs. */
@NullMarked
package org.vedette.tls;

import org.jspecify.annotations.NullMarked;

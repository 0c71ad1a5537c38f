/** MS-CHAPv2 (RFC 2759) and the keys made with it (RFC 3079): pure functions. */
@NullMarked
package org.vedette.codec.mschap;

import org.jspecify.annotations.NullMarked;

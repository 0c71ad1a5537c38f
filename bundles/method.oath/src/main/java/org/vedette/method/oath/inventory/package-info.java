/** Tokens in the drawer, and how they come to users. */
@NullMarked
package org.vedette.method.oath.inventory;

import org.jspecify.annotations.NullMarked;

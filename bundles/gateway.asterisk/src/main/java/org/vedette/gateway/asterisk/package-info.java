/** Telephone calls by Asterisk, over its REST interface and its events. */
@NullMarked
package org.vedette.gateway.asterisk;

import org.jspecify.annotations.NullMarked;

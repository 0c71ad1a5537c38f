/**
 * What providers tell afterwards: delivery receipts and replies. Signatures are checked before
 * anything is read.
 */
@NullMarked
package org.vedette.gateway.http.callback;

import org.jspecify.annotations.NullMarked;

/** Receipts and replies that providers send. */
@NullMarked
package org.vedette.gateway.http.callback;

import org.jspecify.annotations.NullMarked;

/** Requests that providers send to gateways, without a login. */
@NullMarked
package org.vedette.sdk.callback;

import org.jspecify.annotations.NullMarked;

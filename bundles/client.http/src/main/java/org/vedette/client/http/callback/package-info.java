/** Requests that providers send, and who takes what they tell. */
@NullMarked
package org.vedette.client.http.callback;

import org.jspecify.annotations.NullMarked;

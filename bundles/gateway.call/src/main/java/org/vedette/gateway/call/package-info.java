/** Telephone calls by the HTTP interface of a provider. */
@NullMarked
package org.vedette.gateway.call;

import org.jspecify.annotations.NullMarked;

/** How a provider is reached. */
@NullMarked
package org.vedette.client.http.provider;

import org.jspecify.annotations.NullMarked;

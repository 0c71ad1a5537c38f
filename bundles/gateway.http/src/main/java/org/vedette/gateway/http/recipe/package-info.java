/** How requests to a provider are made, and how the settings say so. */
@NullMarked
package org.vedette.gateway.http.recipe;

import org.jspecify.annotations.NullMarked;

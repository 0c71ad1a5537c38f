/** Templates of requests, and how values are written at their places. */
@NullMarked
package org.vedette.gateway.http.template;

import org.jspecify.annotations.NullMarked;

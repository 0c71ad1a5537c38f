/** REST API with OpenAPI, and health. */
@NullMarked
package org.vedette.sdk;

import org.jspecify.annotations.NullMarked;

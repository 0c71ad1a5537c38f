/** What all routes share: who calls, JSON, validation, problems, limits. */
@NullMarked
package org.vedette.sdk.http;

import org.jspecify.annotations.NullMarked;

/** What answers of providers mean. */
@NullMarked
package org.vedette.gateway.http.answer;

import org.jspecify.annotations.NullMarked;

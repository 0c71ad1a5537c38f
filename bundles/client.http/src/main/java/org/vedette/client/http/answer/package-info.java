/** What answers of providers mean. */
@NullMarked
package org.vedette.client.http.answer;

import org.jspecify.annotations.NullMarked;

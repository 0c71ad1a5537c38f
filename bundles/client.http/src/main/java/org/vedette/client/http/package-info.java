/** Requests to one provider: so many at a time, each with its deadline, never sent twice. */
@NullMarked
package org.vedette.client.http;

import org.jspecify.annotations.NullMarked;

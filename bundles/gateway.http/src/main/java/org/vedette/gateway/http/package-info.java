/** Text messages by the HTTP interface of a provider. */
@NullMarked
package org.vedette.gateway.http;

import org.jspecify.annotations.NullMarked;

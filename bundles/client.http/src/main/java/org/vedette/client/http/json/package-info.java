/** Reads and writes what little of JSON (RFC 8259) the answers and templates of providers need. */
@NullMarked
package org.vedette.client.http.json;

import org.jspecify.annotations.NullMarked;

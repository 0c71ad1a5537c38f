/** The texts that people get: those that come with the server, and those of the operator. */
@NullMarked
package org.vedette.core.text;

import org.jspecify.annotations.NullMarked;

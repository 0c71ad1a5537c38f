/** Text messages by SMPP: the gateway, its settings, and its links to message centres. */
@NullMarked
package org.vedette.gateway.smpp;

import org.jspecify.annotations.NullMarked;

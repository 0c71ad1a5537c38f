/** What message centres deliver: receipts, and texts that people send. */
@NullMarked
package org.vedette.gateway.smpp.back;

import org.jspecify.annotations.NullMarked;

/** Messages to people: their texts, the gateways that send them, and how many are sent. */
@NullMarked
package org.vedette.core.delivery;

import org.jspecify.annotations.NullMarked;

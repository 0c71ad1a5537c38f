/** What text becomes on the way: alphabets, parts, and back. */
@NullMarked
package org.vedette.gateway.smpp.text;

import org.jspecify.annotations.NullMarked;

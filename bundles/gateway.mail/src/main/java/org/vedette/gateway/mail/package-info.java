/** Messages sent as mail by SMTP. */
@NullMarked
package org.vedette.gateway.mail;

import org.jspecify.annotations.NullMarked;

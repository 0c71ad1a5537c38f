/** EAP terminated here: conversations, TLS tunnels, and what is asked in them. */
@NullMarked
package org.vedette.eap;

import org.jspecify.annotations.NullMarked;

/** Primary authentication by Active Directory through winbind. */
@NullMarked
package org.vedette.primary.ntlm;

import org.jspecify.annotations.NullMarked;

/** The LDAP listener: binds ask for a second factor, everything else passes to the directory. */
@NullMarked
package org.vedette.ldap;

import org.jspecify.annotations.NullMarked;

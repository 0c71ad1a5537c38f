/** Password check against LDAP and Active Directory. */
@NullMarked
package org.vedette.directory;

import org.jspecify.annotations.NullMarked;

/** Messages of LDAP over connections that do not block. */
@NullMarked
package org.vedette.listener.ldap;

import org.jspecify.annotations.NullMarked;

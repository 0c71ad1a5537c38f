/** Mails to users and administrators about what happened to accounts. */
@NullMarked
package org.vedette.core.mail;

import org.jspecify.annotations.NullMarked;

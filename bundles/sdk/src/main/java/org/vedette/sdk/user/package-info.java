/** Routes of users, their passwords and PINs, and their enrollments. */
@NullMarked
package org.vedette.sdk.user;

import org.jspecify.annotations.NullMarked;

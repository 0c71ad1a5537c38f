/** Rules of policy: compiled from the records, evaluated, explained. */
@NullMarked
package org.vedette.core.policy;

import org.jspecify.annotations.NullMarked;

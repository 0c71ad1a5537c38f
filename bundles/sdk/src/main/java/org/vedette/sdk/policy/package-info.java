/** Rules of policy and named networks. */
@NullMarked
package org.vedette.sdk.policy;

import org.jspecify.annotations.NullMarked;

/** One sign-in, step by step: first factor, checks, second factor, conclusion. */
@NullMarked
package org.vedette.core.flow;

import org.jspecify.annotations.NullMarked;

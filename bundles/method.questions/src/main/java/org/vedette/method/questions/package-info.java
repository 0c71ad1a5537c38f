/** Security questions: a way out when nothing else is at hand, never the first choice. */
@NullMarked
package org.vedette.method.questions;

import org.jspecify.annotations.NullMarked;

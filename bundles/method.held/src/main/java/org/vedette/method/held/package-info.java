/** A method whose prompts a test answers, over a small datagram protocol with its phone. */
@NullMarked
package org.vedette.method.held;

import org.jspecify.annotations.NullMarked;

/** What listeners over TCP share: threads, doors, pipes, and the way to the core. */
@NullMarked
package org.vedette.listener;

import org.jspecify.annotations.NullMarked;

/** Reads a jar that somebody wants to install, and finds what is wrong with it. */
@NullMarked
package org.vedette.lifecycle.jar;

import org.jspecify.annotations.NullMarked;

/** Texts of messages: read, changed, looked at and tried. */
@NullMarked
package org.vedette.sdk.text;

import org.jspecify.annotations.NullMarked;

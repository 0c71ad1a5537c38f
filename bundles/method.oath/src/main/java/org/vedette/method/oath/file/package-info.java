/** Files in which vendors deliver the secrets of tokens: PSKC (RFC 6030) and CSV. */
@NullMarked
package org.vedette.method.oath.file;

import org.jspecify.annotations.NullMarked;

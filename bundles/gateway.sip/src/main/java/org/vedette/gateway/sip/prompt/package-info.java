/** What is said in a call: sound files of this bundle and of an operator. */
@NullMarked
package org.vedette.gateway.sip.prompt;

import org.jspecify.annotations.NullMarked;

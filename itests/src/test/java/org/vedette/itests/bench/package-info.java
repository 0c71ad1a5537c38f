/** Load generators that measure the running distribution. */
package org.vedette.itests.bench;

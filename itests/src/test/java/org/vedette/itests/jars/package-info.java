/** Jars made for tests: variants of the bundles that are shipped, good and bad ones. */
package org.vedette.itests.jars;

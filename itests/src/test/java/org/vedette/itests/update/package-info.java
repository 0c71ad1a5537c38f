/** Bundles replaced while people sign in. */
package org.vedette.itests.update;

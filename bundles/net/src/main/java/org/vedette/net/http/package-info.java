/**
 * Web requests whose resource is being replaced. The only package of this bundle that needs
 * servlets.
 */
@NullMarked
package org.vedette.net.http;

import org.jspecify.annotations.NullMarked;

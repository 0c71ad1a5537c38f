/** The services behind the routes, which come and go. */
@NullMarked
package org.vedette.sdk.service;

import org.jspecify.annotations.NullMarked;

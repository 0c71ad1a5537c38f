/** The way to the server: addresses, credentials, pinned certificates, JSON over HTTPS. */
@NullMarked
package org.vedette.shell.http;

import org.jspecify.annotations.NullMarked;

/**
 * Routes of the server itself: status, methods, tokens, log levels; health and the OpenAPI
 * document.
 */
@NullMarked
package org.vedette.sdk.server;

import org.jspecify.annotations.NullMarked;

package org.vedette.gateway.http.recipe;

import org.vedette.gateway.http.template.Template;

/**
 * A header to send.
 *
 * @param name its name
 * @param value its value
 */
record HeaderTemplate(String name, Template value) {}

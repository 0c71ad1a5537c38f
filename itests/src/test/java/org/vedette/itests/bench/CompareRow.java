package org.vedette.itests.bench;

/**
 * The figures of one server.
 *
 * @param server its name
 * @param result its figures
 */
record CompareRow(String server, Result result) {}

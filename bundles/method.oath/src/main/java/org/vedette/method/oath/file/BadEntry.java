package org.vedette.method.oath.file;

/**
 * An entry of a file that cannot be used.
 *
 * @param line where it begins, the first being 1
 * @param serial its serial number; empty when that is what is wrong
 * @param field what is wrong
 * @param reason why, in words for people; never holds a secret
 */
public record BadEntry(int line, String serial, String field, String reason) {}

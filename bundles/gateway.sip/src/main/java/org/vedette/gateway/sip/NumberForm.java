package org.vedette.gateway.sip;

/**
 * How the trunk wants numbers.
 *
 * @param plus whether with the sign plus
 * @param prefix what is dialled before; may be empty
 */
record NumberForm(boolean plus, String prefix) {
  /** Writes a number that is plus and digits. */
  String write(String number) {
    return prefix + (plus ? number : number.substring(1));
  }
}

package org.vedette.radius;

/**
 * A text for people with places for the prompt and the reference.
 *
 * @param text the text with {@code {prompt}} and {@code {id}}
 */
record Template(String text) {
  static final String PROMPT = "{prompt}";
  static final String ID = "{id}";

  /** Fills the places. */
  String fill(String prompt, String id) {
    if (text.equals(PROMPT)) {
      return prompt;
    }
    return text.indexOf('{') < 0 ? text : text.replace(PROMPT, prompt).replace(ID, id);
  }
}

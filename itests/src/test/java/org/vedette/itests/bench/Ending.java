package org.vedette.itests.bench;

/** How a sign-in ended, beside how it had to end. */
enum Ending {
  /** Every reply was the one that had to come, and nothing was wrong with it. */
  RIGHT("right"),
  /** A reply came, but another one than had to come. */
  OTHER("other reply"),
  /** A reply had a fault, for instance no Message-Authenticator in first place. */
  FAULTY("faulty reply"),
  /** No reply came, also after sending again. */
  SILENT("no reply"),
  /** The generator itself could not send. */
  UNSENT("not sent");

  private final String text;

  Ending(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}

package org.vedette.api.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.vedette.api.secret.Secret;

/**
 * What a listener adds to an application. Registered by each listener with the service property
 * {@value #PROPERTY}; while it is missing its applications are kept but cannot be edited.
 */
@ConsumerType
public interface ApplicationSchema {
  /** Service property that carries the id of the listener. */
  String PROPERTY = "vedette.listener";

  /**
   * A setting of the listener.
   *
   * @param name its name in JSON and on the command line, for instance {@code messageAuthenticator}
   * @param description one sentence with limits and an example
   * @param defaultValue text form of the default; empty when it must be given
   * @param secret whether the value is sealed and never shown
   * @param kept whether a secret that is replaced is kept as a {@link KeptSecret}
   */
  record Field(String name, String description, String defaultValue, boolean secret, boolean kept) {
    /** Nothing of it is kept when it is replaced. */
    public Field(String name, String description, String defaultValue, boolean secret) {
      this(name, description, defaultValue, secret, false);
    }
  }

  /**
   * A refusal.
   *
   * @param field name of the field
   * @param message limit and example in one sentence
   */
  record Problem(String field, String message) {}

  /** Lists the listener's fields, in the order they are shown. */
  List<Field> fields();

  /**
   * Checks one selector.
   *
   * @return the normal form, or empty when it is none
   */
  Optional<String> selector(String typed);

  /** Says in one sentence what a selector is, with an example. */
  String selectorHelp();

  /**
   * Checks the plain values of all fields together.
   *
   * @param primary who checks the password of this application, as {@link Application#primary}
   * @return what is wrong; empty when they may be stored
   */
  List<Problem> check(String primary, Map<String, String> values);

  /** Checks the value of a secret field. */
  Optional<Problem> checkSecret(String field, Secret value);
}

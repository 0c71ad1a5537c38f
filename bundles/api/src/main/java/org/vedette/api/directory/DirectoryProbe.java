package org.vedette.api.directory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.secret.Secret;

/**
 * Tries a configured directory, step by step. Registered for each directory with the service
 * property {@value #PROPERTY} set to its name.
 */
@ProviderType
public interface DirectoryProbe {
  /** Service property that carries the directory's name. */
  String PROPERTY = "vedette.directory";

  /**
   * One step.
   *
   * @param server address of the server tried
   * @param step {@code name}, {@code network}, {@code tls}, {@code credentials}, {@code base},
   *     {@code rights}, {@code sign-in} or {@code reading}
   * @param passed whether it went well
   * @param detail what was found, or what is wrong and what to do
   * @param millis how long it took
   */
  record Step(String server, String step, boolean passed, String detail, long millis) {}

  /**
   * A name and password to try as a last step.
   *
   * @param username as a user would type it
   * @param password the password
   */
  record Credentials(String username, Secret password) {}

  /** Tries every server; ends within 30 s. Never blocks, never completes exceptionally. */
  CompletionStage<List<Step>> probe(Optional<Credentials> credentials);
}

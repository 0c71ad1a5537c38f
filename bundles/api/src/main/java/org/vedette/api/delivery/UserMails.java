package org.vedette.api.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;

/**
 * Mails to users about what happened to their account, and to administrators about users. They are
 * sent later, on other threads, within a bounded queue; what became of one is in the audit.
 */
@ProviderType
public interface UserMails {
  /** What a mail is about. */
  enum Event {
    /** Somebody may sign in from now on; told by the core itself, once for each user. */
    WELCOME("welcome", false),
    /** Telephone, method or PIN were changed. */
    UPDATE("update", false),
    /** A first PIN was made. */
    PIN("pin", false),
    /** Wrong codes have locked the user out; field {@code until}. */
    LOCKOUT("lockout", false),
    /** An enrollment was added; fields {@code method}, {@code label}. */
    NEW_DEVICE("newdevice", false),
    /** The user says that somebody else signs in; fields {@code application_name}, {@code time}. */
    FRAUD("fraud", true),
    /** The user was blocked; fields {@code reason}, {@code until}, {@code actor}. */
    BLOCK("block", true),
    /**
     * Synchronization would disable or remove many users; fields {@code count}, {@code list},
     * {@code users}.
     */
    SYNC("sync", true);

    private final String template;
    private final boolean administrators;

    Event(String template, boolean administrators) {
      this.template = template;
      this.administrators = administrators;
    }

    /** Returns the name of its text on the channel {@code mail}. */
    public String template() {
      return template;
    }

    /** Returns whether administrators get it, not the user. */
    public boolean forAdministrators() {
      return administrators;
    }
  }

  /**
   * Sends a mail if the settings say so and there is an address; never blocks and never throws.
   *
   * @param fields values of placeholders beside those that come from {@code user}; not secret
   */
  void tell(Event event, User user, Map<String, String> fields);

  /**
   * Sends a mail that is about no single user to administrators; as {@link #tell}.
   *
   * @param to their addresses; empty: those of the settings
   */
  void tellAdministrators(Event event, List<String> to, Map<String, String> fields);

  /** Sends a first PIN to its user; as {@link #tell}. The secret is closed when it was sent. */
  void tellPin(User user, Secret pin);

  /** Says why a mail to {@code user} would not be sent; empty when it would. */
  Optional<String> hindrance(User user);
}

package org.vedette.sync.plan;

import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;

/**
 * A user who is linked to an entry.
 *
 * @param user the user
 * @param link the link
 */
public record Known(User user, DirectoryLink link) {}

package org.vedette.sdk.user;

import java.util.List;
import org.vedette.sdk.http.Json;

/**
 * One page of users.
 *
 * @param items the users
 * @param total how many there are in all
 */
public record UserPage(List<UserView> items, long total) implements Json {}

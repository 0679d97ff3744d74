package io.mutuals.conversation;

import io.mutuals.user.HiddenUsers;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import java.time.Instant;

/**
 * What memory holds of a viewer.
 *
 * @param hidden the users hidden from the viewer
 * @param now the instant for which rules are decided
 */
record ViewerFacts(long number, User user, UserFacts facts, HiddenUsers hidden, Instant now) {}

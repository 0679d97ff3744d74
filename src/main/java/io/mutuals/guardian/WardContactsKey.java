package io.mutuals.guardian;

import io.mutuals.api.Slice;
import io.mutuals.user.UserKey;

/**
 * Identifies a page of the friends, or of the blocked users, of a ward.
 *
 * @param ward the ward, as seen by the guardian
 */
record WardContactsKey(UserKey ward, Slice slice) implements Slice.Key {}

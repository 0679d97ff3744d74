package io.mutuals.suggestion.evidence;

import io.mutuals.api.UserId;
import io.mutuals.friend.PendingRequests;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.AgeBand;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.UserFacts;
import java.time.Instant;

/**
 * What memory holds of the viewer of a page.
 *
 * @param facts the facts about the viewer, who exists
 * @param band the age of the viewer at {@code now}
 * @param hidden the users hidden from the viewer
 * @param pending the friend requests from and to the viewer
 * @param dismissals the users whom the viewer has dismissed, each with the end of the dismissal
 * @param friends the friends of the viewer
 * @param groups the groups of the viewer
 * @param now the moment of the answer
 */
public record ViewerTies(
        UserId viewer,
        UserFacts facts,
        AgeBand band,
        HiddenUsers hidden,
        PendingRequests pending,
        TimedIds dismissals,
        FriendsByName friends,
        GroupsOfViewer groups,
        Instant now) {}

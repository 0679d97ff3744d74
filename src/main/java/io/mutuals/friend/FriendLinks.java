package io.mutuals.friend;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Friend links: real-life friends find each other without a search. Making one says yes to whoever holds it, redeeming one says yes to
 * its maker, so the two are friends at once. A link is good once for each person: who was a friend and is none any more cannot come
 * back by it.
 */
@Service
class FriendLinks {

    private static final int TOKEN_BYTES = 16;
    private static final String NO_SUCH_LINK = "There is no such link.";

    private final Graph graph;
    private final FriendLinkRepository links;
    private final Friendships friendships;
    private final FriendProperties limits;
    private final Ids ids;
    private final InstantSource clock;
    /** Tokens must not be guessed, so they do not come from the source that a test may replace. */
    private final SecureRandom secrets = new SecureRandom();

    FriendLinks(
            Graph graph,
            FriendLinkRepository links,
            Friendships friendships,
            FriendProperties limits,
            Ids ids,
            InstantSource clock) {
        this.graph = graph;
        this.links = links;
        this.friendships = friendships;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes a link that is good until {@code expiresAt}, or for as long as links are good unless told. */
    Made create(Viewer viewer, @Nullable Instant expiresAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = expiresAt == null ? now.plus(limits.linkLife()) : expiresAt.truncatedTo(ChronoUnit.MILLIS);
        if (!end.isAfter(now) || end.isAfter(now.plus(limits.maxLinkLife()))) {
            return Made.refused(UserError.of(
                    FriendLinkErrorCode.INVALID_EXPIRY,
                    "A friend link can be good for at most "
                            + limits.maxLinkLife().toDays() + " days from now.",
                    "input",
                    "expiresAt"));
        }
        return graph.write("friendLinks.create", transaction -> {
            int good = links.lockMaker(transaction, viewer.id()).orElse(limits.maxLinks());
            if (good >= limits.maxLinks()) {
                return Made.refused(UserError.of(
                        FriendLinkErrorCode.TOO_MANY_LINKS,
                        "You have " + good + " friend links already; please revoke one first."));
            }
            return new Made(links.create(transaction, viewer.id(), ids.next(), token(), now, end), List.of());
        });
    }

    /** Takes a link of the viewer back; a second time nothing happens. */
    Made revoke(Viewer viewer, long link) {
        return graph.write(
                "friendLinks.revoke",
                transaction -> links.revoke(transaction, viewer.id(), link)
                        .map(revoked -> new Made(revoked, List.of()))
                        .orElseGet(() -> Made.refused(UserError.of(
                                FriendLinkErrorCode.NOT_FOUND,
                                "You have no such friend link.",
                                "input",
                                "friendLinkId"))));
    }

    /** Makes the viewer a friend of whoever made the link. */
    Friendships.Change redeem(Viewer viewer, String token) {
        return friendships.changed(graph.write("friendLinks.redeem", transaction -> {
            Optional<FriendLinkRepository.Offer> offer = links.locked(transaction, token, viewer.id());
            if (offer.isEmpty()) {
                return new Friendships.Change(
                        new UserKey(viewer.id(), viewer.id()), nobody(FriendLinkErrorCode.NOT_FOUND, NO_SUCH_LINK));
            }
            return friendships.decide(
                    transaction,
                    new UserKey(viewer.id(), offer.get().maker()),
                    refusal(FriendLinkErrorCode.NOT_FOUND, NO_SUCH_LINK),
                    (open, standing, now) -> redeem(open, standing, offer.get(), now));
        }));
    }

    private Friendships.Decision redeem(
            Graph.Transaction transaction, Relationship standing, FriendLinkRepository.Offer offer, Instant now) {
        if (standing.isHidden()) {
            return nobody(FriendLinkErrorCode.NOT_FOUND, NO_SUCH_LINK);
        }
        if (standing.isSelf()) {
            return refused(FriendLinkErrorCode.SELF, "This link is your own.");
        }
        if (offer.link().revokedAt() != null) {
            return nobody(FriendLinkErrorCode.REVOKED, "This link was taken back.");
        }
        if (offer.link().isExpired(now)) {
            return nobody(FriendLinkErrorCode.EXPIRED, "This link is too old.");
        }
        if (offer.redeemed()) {
            return refused(FriendLinkErrorCode.ALREADY_REDEEMED, "You have used this link already.");
        }
        if (standing.isFriend()) {
            return refused(FriendLinkErrorCode.ALREADY_FRIENDS, "You are friends already.");
        }
        links.redeem(transaction, standing.between().viewer(), offer.link().number());
        return friendships.befriend(transaction, standing, now);
    }

    private static Friendships.Decision refused(FriendLinkErrorCode code, String message) {
        return Friendships.Decision.refused(refusal(code, message));
    }

    /** A link that is no good any more does not tell whose it was. */
    private static Friendships.Decision nobody(FriendLinkErrorCode code, String message) {
        return Friendships.Decision.nobody(refusal(code, message));
    }

    private static UserError refusal(FriendLinkErrorCode code, String message) {
        return UserError.of(code, message, "input", "token");
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        secrets.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A link, or why there is none. */
    record Made(@Nullable FriendLink link, List<UserError> errors) {
        static Made refused(UserError error) {
            return new Made(null, List.of(error));
        }
    }
}

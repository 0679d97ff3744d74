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
 * Creates, revokes and redeems friend links.
 *
 * <p>The creator of a link consents to every user who redeems it, and redeeming consents to the creator, so the two
 * become friends at once. Each user can redeem a link once: a former friend cannot become one again by the same link.
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
    /** Tokens must be unpredictable, so they do not come from the random source that tests replace. */
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

    /**
     * Creates a link.
     *
     * @param expiresAt the end of its validity; null for the default of {@link FriendProperties#linkLife}
     */
    Result create(Viewer viewer, @Nullable Instant expiresAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = expiresAt == null ? now.plus(limits.linkLife()) : expiresAt.truncatedTo(ChronoUnit.MILLIS);
        if (!end.isAfter(now) || end.isAfter(now.plus(limits.maxLinkLife()))) {
            return Result.refused(UserError.of(
                    FriendLinkErrorCode.INVALID_EXPIRY,
                    "A friend link expires at most " + limits.maxLinkLife().toDays() + " days from now.",
                    "input",
                    "expiresAt"));
        }
        return graph.write("friendLinks.create", transaction -> {
            int valid = links.lockCreator(transaction, viewer.id()).orElse(limits.maxLinks());
            if (valid >= limits.maxLinks()) {
                return Result.refused(UserError.of(
                        FriendLinkErrorCode.TOO_MANY_LINKS,
                        "You already have " + valid + " friend links; please revoke one first."));
            }
            return new Result(links.create(transaction, viewer.userId(), ids.next(), token(), now, end), List.of());
        });
    }

    /** Revokes a link of the viewer. Succeeds and changes nothing if it is already revoked. */
    Result revoke(Viewer viewer, long link) {
        return graph.write(
                "friendLinks.revoke",
                transaction -> links.revoke(transaction, viewer.userId(), link)
                        .map(revoked -> new Result(revoked, List.of()))
                        .orElseGet(() -> Result.refused(UserError.of(
                                FriendLinkErrorCode.NOT_FOUND,
                                "You have no such friend link.",
                                "input",
                                "friendLinkId"))));
    }

    /** Makes the viewer a friend of the creator of a link. */
    Friendships.Change redeem(Viewer viewer, String token) {
        return friendships.changed(graph.write("friendLinks.redeem", transaction -> {
            Optional<FriendLinkRepository.OfferedLink> offer = links.locked(transaction, token, viewer.id());
            if (offer.isEmpty()) {
                return new Friendships.Change(
                        UserKey.of(viewer, viewer.id()), concealed(FriendLinkErrorCode.NOT_FOUND, NO_SUCH_LINK));
            }
            return friendships.decide(
                    transaction,
                    new UserKey(viewer.userId(), offer.get().creator()),
                    refusal(FriendLinkErrorCode.NOT_FOUND, NO_SUCH_LINK),
                    (open, relationship, now) -> redeem(open, relationship, offer.get(), now));
        }));
    }

    private Friendships.Decision redeem(
            Graph.Transaction transaction,
            Relationship relationship,
            FriendLinkRepository.OfferedLink offer,
            Instant now) {
        if (relationship.isHidden()) {
            return concealed(FriendLinkErrorCode.NOT_FOUND, NO_SUCH_LINK);
        }
        if (relationship.isSelf()) {
            return refused(FriendLinkErrorCode.SELF, "This link is your own.");
        }
        if (offer.link().revokedAt() != null) {
            return concealed(FriendLinkErrorCode.REVOKED, "This link was revoked.");
        }
        if (offer.link().isExpired(now)) {
            return concealed(FriendLinkErrorCode.EXPIRED, "This link has expired.");
        }
        if (offer.redeemed()) {
            return refused(FriendLinkErrorCode.ALREADY_REDEEMED, "You have already used this link.");
        }
        if (relationship.isFriend()) {
            return refused(FriendLinkErrorCode.ALREADY_FRIENDS, "You are already friends.");
        }
        links.redeem(transaction, relationship.between().viewer(), offer.link().number());
        return friendships.befriend(transaction, relationship, now);
    }

    private static Friendships.Decision refused(FriendLinkErrorCode code, String message) {
        return Friendships.Decision.refused(refusal(code, message));
    }

    /** Conceals the creator of a link that is not valid. */
    private static Friendships.Decision concealed(FriendLinkErrorCode code, String message) {
        return Friendships.Decision.concealed(refusal(code, message));
    }

    private static UserError refusal(FriendLinkErrorCode code, String message) {
        return UserError.of(code, message, "input", "token");
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        secrets.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The result of creating or revoking a link.
     *
     * @param link the link; null if nothing was done
     * @param errors the reasons why nothing was done; empty on success
     */
    record Result(@Nullable FriendLink link, List<UserError> errors) {
        static Result refused(UserError error) {
            return new Result(null, List.of(error));
        }
    }
}

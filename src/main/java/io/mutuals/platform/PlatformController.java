package io.mutuals.platform;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Role;
import io.mutuals.security.SignIn;
import io.mutuals.security.Viewer;
import io.mutuals.video.Video;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the mutations by which the platform tells of users, videos, likes and guardians. They need the role, and no
 * account.
 */
@Controller
class PlatformController {

    /** The most rows of one call. */
    static final int MAX_ROWS = 500;

    private final KeyedRows<UserRow> users;
    private final KeyedRows<RemovedRow> removedUsers;
    private final KeyedRows<VideoRow> videos;
    private final KeyedRows<RemovedRow> removedVideos;
    private final LikeRows likes;
    private final GuardianRows guardians;

    PlatformController(
            Graph graph,
            ChangeLog log,
            Events events,
            PlatformKeys keys,
            UserRowRules userRules,
            RemovedUserRules removedUserRules,
            VideoRowRules videoRules,
            RemovedVideoRules removedVideoRules,
            LikeRows likes,
            GuardianRows guardians) {
        this.users = new KeyedRows<>(graph, log, events, keys, KeyKind.USER, userRules);
        this.removedUsers = new KeyedRows<>(graph, log, events, keys, KeyKind.USER, removedUserRules);
        this.videos = new KeyedRows<>(graph, log, events, keys, KeyKind.VIDEO, videoRules);
        this.removedVideos = new KeyedRows<>(graph, log, events, keys, KeyKind.VIDEO, removedVideoRules);
        this.likes = likes;
        this.guardians = guardians;
    }

    @MutationMapping
    Payload<RowAnswer> putUsers(@Argument PutUsersInput input, SignIn signIn) {
        return apply(input.rows(), input.clientMutationId(), signIn, users::apply);
    }

    @MutationMapping
    Payload<RowAnswer> removeUsers(@Argument RemoveUsersInput input, SignIn signIn) {
        return apply(input.rows(), input.clientMutationId(), signIn, removedUsers::apply);
    }

    @MutationMapping
    Payload<RowAnswer> putVideos(@Argument PutVideosInput input, SignIn signIn) {
        return apply(input.rows(), input.clientMutationId(), signIn, videos::apply);
    }

    @MutationMapping
    Payload<RowAnswer> removeVideos(@Argument RemoveVideosInput input, SignIn signIn) {
        return apply(input.rows(), input.clientMutationId(), signIn, removedVideos::apply);
    }

    @MutationMapping
    Payload<LikeRows.Answer> putLikes(@Argument PutLikesInput input, SignIn signIn) {
        return apply(input.rows(), input.clientMutationId(), signIn, likes::apply);
    }

    @MutationMapping
    Payload<GuardianRows.Answer> putGuardians(@Argument PutGuardiansInput input, SignIn signIn) {
        return apply(input.rows(), input.clientMutationId(), signIn, guardians::apply);
    }

    @SchemaMapping(typeName = "PutUsersRow", field = "userId")
    @Nullable
    String userId(RowAnswer row) {
        return row.number() == null ? null : Viewer.USER_ID.encode(row.number());
    }

    @SchemaMapping(typeName = "PutVideosRow", field = "videoId")
    @Nullable
    String videoId(RowAnswer row) {
        return row.number() == null ? null : Video.ID.encode(row.number());
    }

    private static <R, A> Payload<A> apply(
            List<R> rows, @Nullable String clientMutationId, SignIn signIn, Function<List<R>, List<A>> application) {
        signIn.mustBe(Role.PLATFORM);
        int size = rows.size();
        if (size > MAX_ROWS) {
            UserError error = UserError.of(
                    RowErrorCode.TOO_MANY_ROWS,
                    "A call has at most " + MAX_ROWS + " rows, and this one has " + size + ".",
                    "input",
                    "rows");
            return new Payload<>(List.of(), List.of(error), clientMutationId);
        }
        return new Payload<>(application.apply(rows), List.of(), clientMutationId);
    }

    record PutUsersInput(List<UserRow> rows, @Nullable String clientMutationId) {}

    record RemoveUsersInput(List<RemovedRow> rows, @Nullable String clientMutationId) {}

    record PutVideosInput(List<VideoRow> rows, @Nullable String clientMutationId) {}

    record RemoveVideosInput(
            List<RemovedRow> rows, @Nullable String clientMutationId) {}

    record PutLikesInput(List<LikeRow> rows, @Nullable String clientMutationId) {}

    record PutGuardiansInput(
            List<GuardianRow> rows, @Nullable String clientMutationId) {}

    /** The payload of every mutation of the platform. */
    record Payload<A>(
            List<A> rows,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}

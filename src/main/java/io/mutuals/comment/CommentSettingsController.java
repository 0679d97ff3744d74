package io.mutuals.comment;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.security.Viewer;
import io.mutuals.video.Video;
import io.mutuals.video.Videos;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Resolves the mutations by which authors decide about comments. */
@Controller
class CommentSettingsController {

    private final CommentSettings settings;
    private final Videos videos;

    CommentSettingsController(CommentSettings settings, Videos videos) {
        this.settings = settings;
        this.videos = videos;
    }

    @MutationMapping
    CompletableFuture<PolicyPayload> setCommentPolicy(
            @Argument PolicyInput input, Viewer viewer, DataFetchingEnvironment environment) {
        long video = Video.ID.decode(input.videoId());
        List<UserError> errors = settings.setPolicy(viewer, video, input.policy());
        return videos.find(viewer, video, environment)
                .thenApply(found -> new PolicyPayload(found, errors, input.clientMutationId()));
    }

    @MutationMapping
    WordsPayload setCommentBlockedWords(@Argument WordsInput input, Viewer viewer) {
        List<UserError> errors = settings.setWords(viewer, input.words());
        return new WordsPayload(viewer, errors, input.clientMutationId());
    }

    /** The input of {@code setCommentPolicy}. */
    record PolicyInput(
            String videoId, CommentPolicy policy, @Nullable String clientMutationId) {}

    /** The payload of {@code setCommentPolicy}. */
    record PolicyPayload(
            @Nullable Video video,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}

    /** The input of {@code setCommentBlockedWords}. */
    record WordsInput(List<String> words, @Nullable String clientMutationId) {}

    /** The payload of {@code setCommentBlockedWords}. */
    record WordsPayload(
            Viewer viewer,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}

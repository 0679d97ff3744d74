package io.mutuals.comment;

import io.mutuals.api.UserError;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.video.VideoKey;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Changes what authors decide about comments: the policy of a video, and blocked words. Thread-safe. */
@Service
class CommentSettings {

    private final Graph graph;
    private final CommentSettingsRepository repository;
    private final CommentProperties limits;

    CommentSettings(Graph graph, CommentSettingsRepository repository, CommentProperties limits) {
        this.graph = graph;
        this.repository = repository;
        this.limits = limits;
    }

    /** Decides who may comment on a video of the viewer; returns why it is refused. */
    List<UserError> setPolicy(Viewer viewer, long video, CommentPolicy policy) {
        VideoKey key = VideoKey.of(viewer, video);
        return graph.write("comments.setPolicy", transaction -> {
            Optional<Boolean> isAuthor = repository.isAuthor(transaction, key);
            if (isAuthor.isEmpty()) {
                return List.of(CommentRules.noSuchVideo());
            }
            if (!isAuthor.get()) {
                return List.of(CommentRules.error(CommentErrorCode.NOT_YOURS, "This video is not yours.", "videoId"));
            }
            repository.setPolicy(transaction, key, policy);
            return List.of();
        });
    }

    /** Replaces the blocked words of the viewer; returns why it is refused. */
    List<UserError> setWords(Viewer viewer, List<String> typed) {
        List<String> words = typed.stream().map(String::strip).distinct().toList();
        if (words.size() > limits.maxBlockedWords()) {
            return List.of(CommentRules.error(
                    CommentErrorCode.TOO_MANY_WORDS,
                    "A list has at most " + limits.maxBlockedWords() + " words.",
                    "words"));
        }
        if (words.stream().anyMatch(CommentSettings::isInvalid)) {
            return List.of(CommentRules.error(
                    CommentErrorCode.INVALID_WORD,
                    "A word has 1 to " + BlockedWords.MAX_LENGTH + " characters.",
                    "words"));
        }
        graph.write("comments.setWords", transaction -> {
            repository.setWords(transaction, viewer.userId(), words);
            return words;
        });
        return List.of();
    }

    private static boolean isInvalid(String word) {
        return word.isEmpty() || word.codePointCount(0, word.length()) > BlockedWords.MAX_LENGTH;
    }
}

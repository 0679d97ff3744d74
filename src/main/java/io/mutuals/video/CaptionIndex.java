package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.user.NameFolding;
import java.util.Map;

/**
 * The full-text index of captions, and the properties of a video that it reads. Each writer of a caption stores them.
 *
 * <p>The index holds the folded caption, the audience and the author, so that a search can ask for the matches that a
 * viewer may see, and matches hidden from the viewer use up none of the {@linkplain VideoSearchRepository considered}
 * ones. Captions are {@linkplain NameFolding#foldText folded} before they are stored, because the analyzer
 * {@code standard-folding} drops English stop words, and folds no word that ends in a star.
 */
final class CaptionIndex {

    /** The name of the index. */
    static final String NAME = "video_search";

    /** The property that holds the folded caption. */
    static final String FOLDED = "foldedCaption";

    /** The property that holds the internal id of the author, as text. */
    static final String AUTHOR = "postedBy";

    private CaptionIndex() {}

    /** Returns the properties that hold a caption. */
    static Map<String, String> properties(String caption) {
        return Map.of("caption", caption, FOLDED, NameFolding.foldText(caption));
    }

    /** Returns the property that holds the author. */
    static Map<String, String> properties(UserId author) {
        return Map.of(AUTHOR, Long.toString(author.value()));
    }
}

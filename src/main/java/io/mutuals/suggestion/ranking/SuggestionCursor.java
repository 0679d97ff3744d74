package io.mutuals.suggestion.ranking;

import io.mutuals.api.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A place in a ranking.
 *
 * @param recipe a {@linkplain #recipe(String) mark} of how the ranking was made
 * @param index within the snapshot, from 0
 * @param score with {@code candidate}, finds the place again in a new ranking of the same recipe should the snapshot be gone
 */
public record SuggestionCursor(long snapshot, int recipe, int index, float score, long candidate) {

    private static final int MARKS = 1 << 16;

    public SuggestionCursor {
        if (index < 0) {
            throw new IllegalArgumentException("A place has an index from 0");
        }
    }

    public static SuggestionCursor of(Snapshot snapshot, int index) {
        Snapshot.Place place = snapshot.places().get(index);
        return new SuggestionCursor(
                snapshot.number(), recipe(snapshot.recipe()), index, place.score(), place.candidate());
    }

    /** Tells a recipe from almost all others, and tells no client its name. */
    static int recipe(String name) {
        return Math.floorMod(name.hashCode(), MARKS);
    }

    public static @Nullable SuggestionCursor read(@Nullable String cursor) {
        return Cursor.decode("suggestions", cursor, values -> {
            long snapshot = values.number();
            int recipe = Math.toIntExact(values.number());
            int index = Math.toIntExact(values.number());
            float score = Float.intBitsToFloat(Math.toIntExact(values.number()));
            return new SuggestionCursor(snapshot, recipe, index, score, values.number());
        });
    }

    public String write() {
        return Cursor.encode("suggestions", snapshot, recipe, index, Float.floatToIntBits(score), candidate);
    }
}

package io.mutuals.suggestion.ranking;

import io.mutuals.api.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Position in a ranking.
 *
 * @param snapshot number of the snapshot
 * @param recipe {@linkplain #recipe(String) hash} of the recipe's name
 * @param index index in the snapshot, from 0
 * @param score score of the candidate; with {@code candidate}, locates the position in another snapshot of the same
 * recipe
 * @param candidate user id of the candidate
 */
public record SuggestionCursor(long snapshot, int recipe, int index, float score, long candidate) {

    private static final int RECIPE_HASHES = 1 << 16;

    public SuggestionCursor {
        if (index < 0) {
            throw new IllegalArgumentException("index must not be negative");
        }
    }

    /** Returns the position at an index of a snapshot. */
    public static SuggestionCursor of(Snapshot snapshot, int index) {
        Snapshot.Place place = snapshot.places().get(index);
        return new SuggestionCursor(
                snapshot.number(), recipe(snapshot.recipe()), index, place.score(), place.candidate());
    }

    /**
     * Returns a 16-bit hash of a recipe's name: it distinguishes almost all recipes, and does not disclose the name to
     * clients.
     */
    static int recipe(String name) {
        return Math.floorMod(name.hashCode(), RECIPE_HASHES);
    }

    /**
     * Reads a cursor that {@link #write} made; null for null.
     *
     * @throws io.mutuals.api.RequestException if it is no cursor of suggestions
     */
    public static @Nullable SuggestionCursor read(@Nullable String cursor) {
        return Cursor.decode("suggestions", cursor, values -> {
            long snapshot = values.number();
            int recipe = Math.toIntExact(values.number());
            int index = Math.toIntExact(values.number());
            float score = Float.intBitsToFloat(Math.toIntExact(values.number()));
            return new SuggestionCursor(snapshot, recipe, index, score, values.number());
        });
    }

    /** Returns this position as clients hold it. */
    public String write() {
        return Cursor.encode("suggestions", snapshot, recipe, index, Float.floatToIntBits(score), candidate);
    }
}

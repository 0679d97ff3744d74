package io.mutuals.suggestion;

import io.mutuals.api.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A page of a viewer's ranking.
 *
 * @param viewer whose
 * @param scored whether the viewer may know the scores
 * @param treatment what decided the recipe
 * @param counted whether the whole ranking is to be counted too
 */
record SuggestionsKey(
        long viewer,
        Treatment treatment,
        int first,
        @Nullable Place after,
        boolean scored,
        boolean counted) {

    RankingKey ranking() {
        return new RankingKey(viewer, treatment.recipe());
    }

    /**
     * A place in a ranking.
     *
     * @param index within the snapshot, from 0
     * @param score with {@code candidate}, finds the place again in a new ranking should the snapshot be gone
     */
    record Place(long snapshot, int index, float score, long candidate) {

        Place {
            if (index < 0) {
                throw new IllegalArgumentException("A place has an index from 0");
            }
        }

        static @Nullable Place read(@Nullable String cursor) {
            return Cursor.decode("suggestions", cursor, values -> {
                long snapshot = values.number();
                int index = Math.toIntExact(values.number());
                return new Place(
                        snapshot, index, Float.intBitsToFloat(Math.toIntExact(values.number())), values.number());
            });
        }

        String write() {
            return Cursor.encode("suggestions", snapshot, index, Float.floatToIntBits(score), candidate);
        }
    }
}

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

    /** What decided a ranking that is shown for this: nothing that counts, when another than the wanted is. */
    Treatment by(Snapshot shown) {
        return shown.recipe().equals(treatment.recipe()) ? treatment : Treatment.uncounted(shown.recipe());
    }

    RankingKey ranking() {
        return new RankingKey(viewer, treatment.recipe());
    }

    /**
     * A place in a ranking.
     *
     * @param recipe a {@linkplain #recipe(String) mark} of how the ranking was made
     * @param index within the snapshot, from 0
     * @param score with {@code candidate}, finds the place again in a new ranking of the same recipe should the snapshot be gone
     */
    record Place(long snapshot, int recipe, int index, float score, long candidate) {

        private static final int MARKS = 1 << 16;

        Place {
            if (index < 0) {
                throw new IllegalArgumentException("A place has an index from 0");
            }
        }

        static Place of(Snapshot snapshot, int index) {
            Snapshot.Place place = snapshot.places().get(index);
            return new Place(snapshot.number(), recipe(snapshot.recipe()), index, place.score(), place.candidate());
        }

        /** Tells a recipe from almost all others, and tells no client its name. */
        static int recipe(String name) {
            return Math.floorMod(name.hashCode(), MARKS);
        }

        static @Nullable Place read(@Nullable String cursor) {
            return Cursor.decode("suggestions", cursor, values -> {
                long snapshot = values.number();
                int recipe = Math.toIntExact(values.number());
                int index = Math.toIntExact(values.number());
                float score = Float.intBitsToFloat(Math.toIntExact(values.number()));
                return new Place(snapshot, recipe, index, score, values.number());
            });
        }

        String write() {
            return Cursor.encode("suggestions", snapshot, recipe, index, Float.floatToIntBits(score), candidate);
        }
    }
}

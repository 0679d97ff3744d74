package io.mutuals.api;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a client asks for.
 *
 * @param first the number of items, 1..{@link Page#MAX_FIRST}
 * @param after the position after which the part begins; null for the beginning of the list
 * @param counted whether the whole list is to be counted too
 */
public record Slice(int first, @Nullable KeysetPosition after, boolean counted) {

    /**
     * Returns part of a list that is ordered by time.
     *
     * @param list the name of the list in its cursors
     * @throws RequestException {@link ErrorCode#INVALID_PAGE} or {@link ErrorCode#INVALID_CURSOR}
     */
    public static Slice inTime(String list, int first, @Nullable String after, DataFetchingEnvironment environment) {
        return of(first, KeysetPosition.InTime.read(list, after), environment);
    }

    /** Returns part of a list that is ordered by name; otherwise like {@link #inTime}. */
    public static Slice byName(String list, int first, @Nullable String after, DataFetchingEnvironment environment) {
        return of(first, KeysetPosition.ByName.read(list, after), environment);
    }

    private static Slice of(int first, @Nullable KeysetPosition after, DataFetchingEnvironment environment) {
        boolean counted = Selections.wantTotalCount(environment);
        return new Slice(Page.size("first", first), after, counted);
    }

    /** A loader key for part of a list. */
    public interface Key {
        Slice slice();
    }
}

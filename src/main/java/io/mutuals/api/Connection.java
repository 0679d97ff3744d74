package io.mutuals.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, in the shape of a Relay connection.
 *
 * @param totalCount the number of items in the whole list; null if the client did not ask for it
 */
public record Connection<N, E extends Edge<N>>(
        List<E> edges, PageInfo pageInfo, @Nullable Long totalCount) {

    /** Returns the nodes of the edges, in the same order. */
    public List<N> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /**
     * Returns the page {@code slice}. The caller reads one row more than it asks for, whose presence tells that there
     * is a next page.
     */
    public static <N, E extends Edge<N>> Connection<N, E> forward(
            List<E> rows, Slice slice, @Nullable Long totalCount) {
        boolean more = rows.size() > slice.first();
        return of(more ? rows.subList(0, slice.first()) : rows, more, slice.after() != null, totalCount);
    }

    /**
     * Returns the page of a list whose owner ceased to exist for the viewer after the request had read it: the list is
     * empty.
     */
    public static <N, E extends Edge<N>> Connection<N, E> gone() {
        return of(List.of(), false, false, 0L);
    }

    /** Returns a page of exactly {@code edges}. */
    public static <N, E extends Edge<N>> Connection<N, E> of(
            List<E> edges, boolean hasNextPage, boolean hasPreviousPage, @Nullable Long totalCount) {
        String start = edges.isEmpty() ? null : edges.getFirst().cursor();
        String end = edges.isEmpty() ? null : edges.getLast().cursor();
        return new Connection<>(List.copyOf(edges), new PageInfo(hasNextPage, hasPreviousPage, start, end), totalCount);
    }
}

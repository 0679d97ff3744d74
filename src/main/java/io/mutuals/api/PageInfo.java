package io.mutuals.api;

import org.jspecify.annotations.Nullable;

/** The position of a page in its list. The cursors are null if the page is empty. */
public record PageInfo(
        boolean hasNextPage,
        boolean hasPreviousPage,
        @Nullable String startCursor,
        @Nullable String endCursor) {}

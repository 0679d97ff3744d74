package io.mutuals.api;

import org.jspecify.annotations.Nullable;

/** Where a page lies in its list. The cursors are null when the page is empty. */
public record PageInfo(
        boolean hasNextPage,
        boolean hasPreviousPage,
        @Nullable String startCursor,
        @Nullable String endCursor) {}

package io.mutuals.comment;

import io.mutuals.api.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A position in a list of comments: the number of a comment, or its place in the order by likes.
 *
 * <p>Numbers increase with time. A place is the number of likes that the comment was last ranked with, followed by its
 * number, both as decimals of a fixed length, so that places are ordered as text, and none is used twice.
 */
sealed interface CommentPlace {

    /** Returns the cursor of this position in a list. */
    String in(String list);

    /** Returns the value that the list is ordered by. */
    Object value();

    /** A position in a list that is ordered by time. */
    record InTime(long number) implements CommentPlace {

        @Override
        public String in(String list) {
            return Cursor.encode(list, number);
        }

        @Override
        public Object value() {
            return number;
        }
    }

    /** A position in a list that is ordered by likes. */
    record ByLikes(String place) implements CommentPlace {

        @Override
        public String in(String list) {
            return Cursor.encode(list, place);
        }

        @Override
        public Object value() {
            return place;
        }
    }

    /** Reads a cursor of the threads of a video; null for none. */
    static @Nullable CommentPlace read(CommentOrder order, @Nullable String cursor) {
        return switch (order) {
            case NEWEST, OLDEST -> readTime(order.list(), cursor);
            case MOST_LIKED -> Cursor.decode(order.list(), cursor, values -> new ByLikes(values.text()));
        };
    }

    /** Reads a cursor of a list that is ordered by time; null for none. */
    static @Nullable CommentPlace readTime(String list, @Nullable String cursor) {
        return Cursor.decode(list, cursor, values -> new InTime(values.number()));
    }

    /** Returns the position of a comment among the threads of its video. */
    static CommentPlace of(Comment comment, CommentOrder order) {
        return switch (order) {
            case NEWEST, OLDEST -> new InTime(comment.number().value());
            case MOST_LIKED -> new ByLikes(comment.place() == null ? "" : comment.place());
        };
    }

    /** Returns the position before all comments in an order. */
    static CommentPlace beginning(CommentOrder order) {
        return switch (order) {
            case NEWEST -> new InTime(Long.MAX_VALUE);
            case OLDEST -> new InTime(-1);
            case MOST_LIKED -> new ByLikes("~");
        };
    }

    /**
     * Returns a Cypher expression for the place of a comment with a number of likes.
     *
     * @param comment a Cypher variable bound to a comment
     * @param likes a Cypher expression
     */
    static String cypher(String comment, String likes) {
        return "right('000000000' + toString(%s), 10) + right('000000000000000000' + toString(%s.id), 19)"
                .formatted(likes, comment);
    }
}

package io.mutuals.importer;

import io.mutuals.graph.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One file of the import format; a bean of the feature that owns what the file describes.
 *
 * @param place where the file comes in the order of all files, lower first; a file comes after what it refers to
 * @param file its name within the folder
 * @param required whether a folder must have it
 * @param label the label of the nodes that the rows describe, by their column {@code id}; null when they describe relationships
 * @param columns its columns, in any order within the file
 * @param rule what a row must fulfil beyond its columns: why it does not, or nothing; given the values by column name
 * @param write takes {@code $rows} and may be run again for the same rows without doubling anything
 * @param finish run once after the last row; null when there is nothing to finish
 */
public record ImportFormat(
        int place,
        String file,
        boolean required,
        @Nullable String label,
        List<Column> columns,
        Function<Map<String, @Nullable Object>, Optional<String>> rule,
        Statement write,
        @Nullable Statement finish) {}

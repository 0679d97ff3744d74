package io.mutuals.importer;

import io.mutuals.neo4j.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One file of the import format; a bean of the feature that owns what the file describes.
 *
 * @param place where the file comes in the order of all files, lower first; a file comes after what it refers to
 * @param file its name within the folder
 * @param required whether a folder must have it
 * @param label the label of the nodes that the rows describe, by their column {@code id}; null when they describe relationships
 * @param columns its columns, in any order within the file
 * @param rule what rows must fulfil beyond their columns; a new one for each pass. Rows that describe relationships must differ in
 *     their references, so that no two describe the same one
 * @param writing how rows are written
 * @param finish run once after the last row; null when there is nothing to finish
 */
public record ImportFormat(
        int place,
        String file,
        boolean required,
        @Nullable String label,
        List<Column> columns,
        Supplier<RowRule> rule,
        Writing writing,
        @Nullable Statement finish) {}

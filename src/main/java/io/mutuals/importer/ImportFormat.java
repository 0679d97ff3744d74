package io.mutuals.importer;

import io.mutuals.neo4j.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The format of one import file; a bean of the feature that owns its data.
 *
 * @param order the position of the file among all files, ascending; a file comes after those it refers to
 * @param file the name of the file within the folder
 * @param required whether every folder must have the file
 * @param label the label of the nodes that rows describe, identified by the column {@code id}; null if rows describe
 *     relationships, in which case no two rows may have the same references
 * @param columns the columns, which a file may have in any order
 * @param rule supplies a new rule for each pass; it checks what columns alone cannot
 * @param writing the statements that write rows
 * @param finish a statement to run once after the last row; null if there is none
 */
public record ImportFormat(
        int order,
        String file,
        boolean required,
        @Nullable String label,
        List<Column> columns,
        Supplier<RowRule> rule,
        Writing writing,
        @Nullable Statement finish) {}

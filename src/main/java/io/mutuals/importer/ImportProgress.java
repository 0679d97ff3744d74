package io.mutuals.importer;

import org.springframework.data.neo4j.core.schema.Id;
import org.springframework.data.neo4j.core.schema.Node;

/**
 * How far the import of one file has come; written in the transaction of each batch.
 *
 * @param key the name of the file with a digest of its content: a changed file is another file
 * @param rows how many rows, good or bad, have been dealt with
 * @param complete whether that was all
 */
@Node
record ImportProgress(@Id String key, long rows, boolean complete) {}

/** Folders of CSV files into the graph: streamed, checked, restartable. */
@NullMarked
package io.mutuals.importer;

import org.jspecify.annotations.NullMarked;

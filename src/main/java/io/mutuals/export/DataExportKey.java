package io.mutuals.export;

/** Identifies a user whose latest export is read; always the viewer. */
record DataExportKey(long user) {}

package io.mutuals.schema;

import java.time.LocalDate;

/** A released version of the schema, which clients may have been written for. */
public record SchemaRelease(String tag, LocalDate date) {}

package io.mutuals.export;

import io.mutuals.neo4j.Statement;

/**
 * A field of the exported document, and the statement that reads it.
 *
 * <p>The statement has the parameters {@code $user}, {@code $after} and {@code $within}, and returns the column
 * {@code item}, a map. That of a list returns the items in ascending order of the columns {@code after} and
 * {@code within} (which may be missing), two numbers of at least 0, and only items beyond {@code $after} and {@code
 * $within}, which are -1 at first. Items with equal positions belong to lists that are shorter than a chunk. In maps,
 * {@code {usr: user.id}} stands for the opaque id of a user, and likewise for other kinds of ids. Fields that are null
 * are left out.
 *
 * <p>It must read nothing that the API would not show to the user.
 *
 * @param name the name of the field, in camel case; unique
 * @param isList whether the field is a list of items, and not one item
 */
public record ExportSection(String name, boolean isList, Statement statement) {}

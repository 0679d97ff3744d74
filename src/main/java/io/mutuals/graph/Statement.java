package io.mutuals.graph;

/**
 * A Cypher statement with a name.
 *
 * @param name what the statement answers, such as {@code friends.page}; it names the statement in metrics, traces and logs
 * @param text parameters only, never values, so that the plan is cached
 */
public record Statement(String name, String text) {}

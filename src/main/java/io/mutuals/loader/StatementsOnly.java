package io.mutuals.loader;

/**
 * In the context of a request: statements answer it, whatever memory holds. The warm-up asks so, for Neo4j to plan them
 * before a client needs them.
 */
public record StatementsOnly() {}

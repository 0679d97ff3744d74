package io.mutuals.cli;

import org.springframework.context.annotation.Import;

/** The part of the application that reads friendships: Neo4j and nothing else. */
@Import({Neo4jPart.class, FriendshipStream.class})
final class FriendshipsPart {}

package io.mutuals.cli;

import org.springframework.context.annotation.Import;

/** The part of the application that reads friendships; it needs Neo4j only. */
@Import({Neo4jPart.class, FriendshipStream.class})
final class FriendshipsPart {}

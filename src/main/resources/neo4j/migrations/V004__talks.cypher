CREATE INDEX message_about IF NOT EXISTS FOR (m:Message) ON (m.conversationId, m.aboutVideoId);
MATCH (message:Message)-[:SHARES]->(video:Video) WHERE message.aboutVideoId IS NULL AND message.unsentAt IS NULL CALL (message, video) { SET message.aboutVideoId = video.id } IN TRANSACTIONS OF 10000 ROWS;

CREATE INDEX message_tally IF NOT EXISTS FOR (m:Message) ON (m.tallyAt);
MATCH (message:Message)-[:SHARES]->(:Video) WHERE message.tallyAt IS NULL CALL (message) { SET message.tallyAt = message.sentAt + duration({hours: 24}) } IN TRANSACTIONS OF 10000 ROWS;

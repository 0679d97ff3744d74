CREATE INDEX event_at IF NOT EXISTS FOR (e:Event) ON (e.conversationId, e.eventAt);
CREATE INDEX message_unsent IF NOT EXISTS FOR (m:Message) ON (m.conversationId, m.unsentSeq);
CREATE INDEX message_awaits_reply IF NOT EXISTS FOR (m:Message) ON (m.conversationId, m.awaitsReplyUntil);
CREATE INDEX mention_seq IF NOT EXISTS FOR ()-[m:MENTIONS]-() ON (m.conversationId, m.userId, m.seq);

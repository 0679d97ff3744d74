CREATE CONSTRAINT user_id IF NOT EXISTS FOR (u:User) REQUIRE u.id IS UNIQUE;
CREATE CONSTRAINT user_handle IF NOT EXISTS FOR (u:User) REQUIRE u.handle IS UNIQUE;
CREATE CONSTRAINT video_id IF NOT EXISTS FOR (v:Video) REQUIRE v.id IS UNIQUE;
CREATE CONSTRAINT moment_id IF NOT EXISTS FOR (m:Moment) REQUIRE m.id IS UNIQUE;
CREATE CONSTRAINT conversation_id IF NOT EXISTS FOR (c:Conversation) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT conversation_pair IF NOT EXISTS FOR (c:Conversation) REQUIRE c.pairKey IS UNIQUE;
CREATE CONSTRAINT message_id IF NOT EXISTS FOR (m:Message) REQUIRE m.id IS UNIQUE;
CREATE CONSTRAINT message_client_id IF NOT EXISTS FOR (m:Message) REQUIRE (m.conversationId, m.senderId, m.clientMessageId) IS UNIQUE;
CREATE INDEX message_seq IF NOT EXISTS FOR (m:Message) ON (m.conversationId, m.seq);

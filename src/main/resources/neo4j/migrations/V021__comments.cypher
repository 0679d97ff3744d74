CREATE CONSTRAINT comment_id IF NOT EXISTS FOR (c:Comment) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT comment_client_id IF NOT EXISTS FOR (c:Comment) REQUIRE (c.authorId, c.videoId, c.clientCommentId) IS UNIQUE;
CREATE INDEX comment_threads IF NOT EXISTS FOR (c:Comment) ON (c.topOf, c.id);
CREATE INDEX comment_liked IF NOT EXISTS FOR (c:Comment) ON (c.topOf, c.place);
CREATE INDEX comment_replies IF NOT EXISTS FOR (c:Comment) ON (c.under, c.id);
CREATE INDEX comment_pending IF NOT EXISTS FOR (c:Comment) ON (c.pendingOn, c.id);
CREATE INDEX comment_deleted IF NOT EXISTS FOR (c:DeletedComment) ON (c.deletedAt);

MATCH (user:User)-[mark:LIKED|REPOSTED]->() WHERE mark.by IS NULL CALL (user, mark) { SET mark.by = user.id } IN TRANSACTIONS OF 10000 ROWS;
MATCH (author:User)-[:POSTED]->(video:Video) WHERE video.authorId IS NULL CALL (author, video) { SET video.authorId = author.id } IN TRANSACTIONS OF 10000 ROWS;
CREATE INDEX liked_by IF NOT EXISTS FOR ()-[mark:LIKED]-() ON (mark.by, mark.at);
CREATE INDEX reposted_by IF NOT EXISTS FOR ()-[mark:REPOSTED]-() ON (mark.by, mark.at);
CREATE INDEX video_by_author IF NOT EXISTS FOR (v:Video) ON (v.authorId, v.createdAt);
CREATE INDEX comment_by_author IF NOT EXISTS FOR (c:Comment) ON (c.authorId, c.createdAt);

CREATE CONSTRAINT video_client_id IF NOT EXISTS FOR (v:Video) REQUIRE (v.authorId, v.clientVideoId) IS UNIQUE;

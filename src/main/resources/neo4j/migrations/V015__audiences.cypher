MATCH (video:Video) WHERE video.audience IS NULL CALL (video) { SET video.audience = 'PUBLIC' } IN TRANSACTIONS OF 10000 ROWS;

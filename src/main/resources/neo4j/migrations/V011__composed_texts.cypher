MATCH (user:User) WHERE user.displayName IS NOT NFC NORMALIZED OR user.bio IS NOT NFC NORMALIZED CALL (user) { SET user.displayName = normalize(user.displayName, NFC), user.bio = normalize(user.bio, NFC) } IN TRANSACTIONS OF 10000 ROWS;
MATCH (video:Video) WHERE video.caption IS NOT NFC NORMALIZED CALL (video) { SET video.caption = normalize(video.caption, NFC) } IN TRANSACTIONS OF 10000 ROWS;
MATCH (conversation:Conversation) WHERE conversation.title IS NOT NFC NORMALIZED CALL (conversation) { SET conversation.title = normalize(conversation.title, NFC) } IN TRANSACTIONS OF 10000 ROWS;

CREATE FULLTEXT INDEX user_names IF NOT EXISTS FOR (u:User) ON EACH [u.displayName, u.handle] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE CONSTRAINT friend_link_id IF NOT EXISTS FOR (l:FriendLink) REQUIRE l.id IS UNIQUE;
CREATE CONSTRAINT friend_link_token IF NOT EXISTS FOR (l:FriendLink) REQUIRE l.token IS UNIQUE;
CREATE CONSTRAINT contact_hash IF NOT EXISTS FOR (c:ContactHash) REQUIRE c.value IS UNIQUE;

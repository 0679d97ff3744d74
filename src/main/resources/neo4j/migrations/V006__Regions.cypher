CREATE INDEX user_region IF NOT EXISTS FOR (u:User) ON (u.region, u.id);

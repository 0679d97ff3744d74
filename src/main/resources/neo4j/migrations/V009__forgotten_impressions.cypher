CREATE INDEX saw_at IF NOT EXISTS FOR ()-[s:SAW]-() ON (s.at);

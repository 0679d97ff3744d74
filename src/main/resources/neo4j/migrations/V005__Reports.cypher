CREATE CONSTRAINT report_id IF NOT EXISTS FOR (r:Report) REQUIRE r.id IS UNIQUE;
CREATE INDEX report_queue IF NOT EXISTS FOR (r:Report) ON (r.state, r.createdAt, r.id);
CREATE INDEX report_subject IF NOT EXISTS FOR (r:Report) ON (r.subject, r.reporterNumber);

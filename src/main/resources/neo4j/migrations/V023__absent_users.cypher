CREATE INDEX absent_user_part IF NOT EXISTS FOR (u:Absent) ON (u.absentIn);
CREATE INDEX absent_user_id IF NOT EXISTS FOR (u:Absent) ON (u.id);
CREATE INDEX absent_user_due IF NOT EXISTS FOR (u:Absent) ON (u.deletionDueAt);
CREATE INDEX video_author IF NOT EXISTS FOR (v:Video) ON (v.authorId);
CREATE INDEX comment_author IF NOT EXISTS FOR (c:Comment) ON (c.authorId);
CREATE INDEX exposure_viewer IF NOT EXISTS FOR (e:Exposure) ON (e.viewer);
CREATE INDEX outcome_candidate IF NOT EXISTS FOR (o:Outcome) ON (o.candidate);
CREATE INDEX exploration_viewer IF NOT EXISTS FOR (e:Exploration) ON (e.viewer);

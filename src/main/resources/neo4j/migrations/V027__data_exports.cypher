CREATE CONSTRAINT data_export_id IF NOT EXISTS FOR (e:DataExport) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT export_chunk IF NOT EXISTS FOR (c:ExportChunk) REQUIRE (c.export, c.number) IS UNIQUE;
CREATE INDEX data_export_state IF NOT EXISTS FOR (e:DataExport) ON (e.state);
CREATE INDEX data_export_expires IF NOT EXISTS FOR (e:DataExport) ON (e.expiresAt);

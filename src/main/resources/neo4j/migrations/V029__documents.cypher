CREATE CONSTRAINT trusted_document_id IF NOT EXISTS FOR (d:TrustedDocument) REQUIRE d.id IS UNIQUE;
CREATE CONSTRAINT document_release IF NOT EXISTS FOR (r:DocumentRelease) REQUIRE (r.app, r.version) IS UNIQUE;

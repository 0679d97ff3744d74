CREATE CONSTRAINT identity_subject IF NOT EXISTS FOR (i:Identity) REQUIRE (i.issuer, i.subject) IS UNIQUE;

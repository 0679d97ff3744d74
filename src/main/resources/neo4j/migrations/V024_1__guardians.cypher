CREATE CONSTRAINT guardian_invitation IF NOT EXISTS FOR (i:GuardianInvitation) REQUIRE i.token IS UNIQUE;
CREATE CONSTRAINT account_application_id IF NOT EXISTS FOR (a:AccountApplication) REQUIRE a.id IS UNIQUE;

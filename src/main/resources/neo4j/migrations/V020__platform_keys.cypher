CREATE CONSTRAINT platform_key IF NOT EXISTS FOR (k:PlatformKey) REQUIRE (k.kind, k.key) IS UNIQUE;

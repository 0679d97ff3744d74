CREATE CONSTRAINT cluster_map_experiment IF NOT EXISTS FOR (m:ClusterMap) REQUIRE m.experiment IS UNIQUE;
CREATE CONSTRAINT cluster_chunk_part IF NOT EXISTS FOR (c:ClusterChunk) REQUIRE (c.map, c.part) IS UNIQUE;
CREATE INDEX cluster_chunk_experiment IF NOT EXISTS FOR (c:ClusterChunk) ON (c.experiment);

package io.mutuals.export;

import io.mutuals.api.UserId;
import java.time.Instant;

/**
 * An export that this replica is writing.
 *
 * @param number the internal id of the export
 * @param claim a random number that no other replica has: what shows that the job is still this replica's
 * @param chunks the number of chunks that are stored
 */
record ExportJob(long number, UserId user, Instant requestedAt, long claim, int chunks, ExportProgress progress) {}

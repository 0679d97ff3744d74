package io.mutuals.export;

/** The state of an export. Stored by name. */
enum DataExportState {
    /** Waits for a replica. */
    QUEUED,
    /** A replica is writing it. */
    RUNNING,
    /** It can be downloaded. */
    READY,
    /** It could not be written; the user may request another one at once. */
    FAILED
}

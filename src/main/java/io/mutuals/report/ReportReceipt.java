package io.mutuals.report;

import io.mutuals.api.IdType;
import java.time.Instant;

/** A report as its reporter sees it. */
record ReportReceipt(long number, Instant createdAt, ReportState state) {

    /** The type of receipt ids; the number is that of the report. */
    static final IdType ID = new IdType("rcp");

    static ReportReceipt of(Report report) {
        return new ReportReceipt(report.number(), report.createdAt(), report.state());
    }

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }
}

package io.mutuals.api;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Answers requests that Tomcat refuses before they reach a filter, such as those with headers that are too large: the
 * same status and a coded error in place of a page in HTML.
 */
public final class CodedErrorValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(CodedErrorValve.class);

    /** Tomcat makes one by its class name. */
    public CodedErrorValve() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < HttpStatus.BAD_REQUEST.value()
                || response.getContentWritten() > 0
                || !response.setErrorReported()
                || !mayWrite(response)) {
            return;
        }
        try {
            CodedErrorPage.write(request, response, response.getStatus());
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            log.debug("The client of a refused request is gone", gone);
        }
    }

    private static boolean mayWrite(Response response) {
        AtomicBoolean allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}

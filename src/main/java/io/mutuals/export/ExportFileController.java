package io.mutuals.export;

import io.mutuals.api.ErrorBody;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.security.SignIn;
import io.mutuals.security.Viewer;
import io.mutuals.security.Viewers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves exports to those who have a link of {@code DataExport.url}. The link is enough, because a browser sends no
 * token when it downloads a file; a token that is sent must be one of the user.
 *
 * <p>An incomplete export never looks complete: before the first byte is sent it is answered with an error, after that
 * the connection breaks off.
 */
@Controller
class ExportFileController {

    private final DataExportRepository exports;
    private final Viewers viewers;
    private final InstantSource clock;

    ExportFileController(DataExportRepository exports, Viewers viewers, InstantSource clock) {
        this.exports = exports;
        this.viewers = viewers;
        this.clock = clock;
    }

    @GetMapping(ExportLink.PATH + "{token}")
    void file(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Optional<DataExportRepository.Stored> found;
        Optional<byte[]> first;
        try {
            found = find(token);
            first = found.flatMap(stored -> exports.chunk(stored.export().number(), 0));
        } catch (RequestException unavailable) {
            ErrorBody.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, unavailable.code(), unavailable.text());
            return;
        }
        if (found.isEmpty() || first.isEmpty()) {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.NOT_FOUND,
                    ErrorCode.NOT_FOUND,
                    "This link is not valid, or not any more. Read viewer { dataExport { url } } for a new one.");
            return;
        }
        DataExportRepository.Stored stored = found.get();
        LocalDate day = LocalDate.ofInstant(stored.export().requestedAt(), ZoneOffset.UTC);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mutuals-export-" + day + ".json\"");
        try {
            send(stored, first.get(), response.getOutputStream());
        } catch (RuntimeException failed) {
            if (response.isCommitted()) {
                throw failed;
            }
            response.reset();
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.UNAVAILABLE,
                    "The download failed; try again in a few seconds.");
        }
    }

    private Optional<DataExportRepository.Stored> find(String token) {
        ExportLink link = ExportLink.parse(token);
        if (link == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return exports.find(link.export())
                .filter(stored -> link.isValid(stored.export().secret(), now)
                        && stored.export().isReady(now)
                        && isOwnOrAnonymous(stored));
    }

    private boolean isOwnOrAnonymous(DataExportRepository.Stored stored) {
        SignIn signIn = SignIn.of(SecurityContextHolder.getContext().getAuthentication());
        if (signIn == null) {
            return true;
        }
        Viewer viewer = viewers.of(signIn);
        return viewer != null && viewer.userId().equals(stored.user());
    }

    private void send(DataExportRepository.Stored stored, byte[] first, OutputStream out) throws IOException {
        unzip(first, out);
        for (int number = 1; number < stored.chunks(); number++) {
            byte[] chunk = exports.chunk(stored.export().number(), number)
                    .orElseThrow(() -> new IllegalStateException("An export was deleted during its download"));
            unzip(chunk, out);
        }
        out.flush();
    }

    private static void unzip(byte[] chunk, OutputStream out) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(chunk))) {
            gzip.transferTo(out);
        }
    }
}

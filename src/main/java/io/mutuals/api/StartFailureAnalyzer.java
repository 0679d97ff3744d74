package io.mutuals.api;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Hands a {@link StartFailure} to Spring Boot, which prints it. */
final class StartFailureAnalyzer extends AbstractFailureAnalyzer<StartFailure> {

    @Override
    protected FailureAnalysis analyze(Throwable thrown, StartFailure failure) {
        return new FailureAnalysis(failure.problem(), failure.remedy(), thrown);
    }
}

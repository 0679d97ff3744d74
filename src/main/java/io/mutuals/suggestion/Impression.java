package io.mutuals.suggestion;

import java.util.List;

record Impression(long viewer, long candidate, long snapshot, int place, List<SuggestionSource> sources) {}

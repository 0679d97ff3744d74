package io.mutuals.experiment.design;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.feed.FeedStrategies;
import io.mutuals.suggestion.strategy.Strategies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Validates experiment definitions and changes. */
@Component
public class ExperimentRules {

    static final int MAX_TEXT_LENGTH = 2_000;

    /** Limits the overrides of one experiment, including revoked ones: each replica searches them on every page. */
    public static final int MAX_OVERRIDES = 1_000;

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{2,63}");
    private static final Pattern VARIANT = Pattern.compile("[a-z0-9-]{1,32}");
    private static final int MAX_VARIANTS = 8;
    private static final int MAX_GUARDRAILS = 8;
    private static final int MAX_WEIGHT = 10_000;
    private static final int MAX_EXPLORE_AMONG = 100;

    private final Strategies strategies;
    private final FeedStrategies feedStrategies;

    ExperimentRules(Strategies strategies, FeedStrategies feedStrategies) {
        this.strategies = strategies;
        this.feedStrategies = feedStrategies;
    }

    /** Returns everything that is wrong with a draft; empty if it may be created. */
    public List<UserError> errors(ExperimentDraft draft) {
        Errors errors = new Errors();
        errors.unless(
                KEY.matcher(draft.key()).matches(),
                "A key has 3 to 64 lower-case letters, digits and hyphens, and begins with a letter.",
                "key");
        errors.unless(
                !draft.key().equals("layer"),
                "The key \"layer\" is reserved: positions in layers are hashed under it.",
                "key");
        errors.unless(
                KEY.matcher(draft.layer()).matches(),
                "A layer's name has 3 to 64 lower-case letters, digits and hyphens, and begins with a letter.",
                "layer");
        errors.unless(
                !Unicode.isBlank(draft.hypothesis()) && draft.hypothesis().length() <= MAX_TEXT_LENGTH,
                "A hypothesis has 1 to " + MAX_TEXT_LENGTH + " characters.",
                "hypothesis");
        errors.unless(isShare(draft.share()), "A share is above 0 and at most 1.", "share");
        boolean isByUser = draft.unit() == RandomizationUnit.USER;
        errors.unless(
                isByUser || draft.share() == 1,
                "A part of a layer would split clusters: give an experiment with clusters a layer of its "
                        + "own, and share 1.",
                "share");
        errors.unless(
                isByUser || draft.kind() == ExperimentKind.AB,
                "Interleaving compares the variants within each user, so its unit is USER.",
                "unit");
        checkVariants(draft, errors);
        checkGuardrails(draft, errors);
        return errors.found;
    }

    private void checkVariants(ExperimentDraft draft, Errors errors) {
        boolean interleaves = draft.kind() == ExperimentKind.INTERLEAVING;
        boolean isOfFeed = draft.surface() == ExperimentSurface.FEED;
        List<ExperimentVariant> variants = draft.variants();
        errors.unless(!(isOfFeed && interleaves), "The feed is not interleaved: its kind is AB.", "kind");
        errors.unless(
                interleaves ? variants.size() == 2 : variants.size() >= 2 && variants.size() <= MAX_VARIANTS,
                interleaves
                        ? "Interleaving has 2 variants."
                        : "An experiment has 2 to " + MAX_VARIANTS + " variants, the control first.",
                "variants");
        Set<String> keys = new HashSet<>();
        for (int index = 0; index < Math.min(variants.size(), MAX_VARIANTS); index++) {
            ExperimentVariant variant = variants.get(index);
            String at = Integer.toString(index);
            errors.unless(
                    VARIANT.matcher(variant.key()).matches()
                            && !variant.key().equals(Experiment.INTERLEAVED)
                            && keys.add(variant.key()),
                    "A variant's key has 1 to 32 lower-case letters, digits and hyphens, is not \""
                            + Experiment.INTERLEAVED + "\", and is used once.",
                    "variants",
                    at,
                    "key");
            errors.unless(
                    variant.weight() >= 1 && variant.weight() <= MAX_WEIGHT,
                    "A weight is 1 to " + MAX_WEIGHT + ".",
                    "variants",
                    at,
                    "weight");
            errors.unless(
                    variant.explore() >= 0
                            && variant.explore() <= 1
                            && !((interleaves || isOfFeed) && variant.explores()),
                    "explore is 0 to 1; neither interleaving nor the feed explores.",
                    "variants",
                    at,
                    "explore");
            errors.unless(
                    variant.exploreAmong() >= 2 && variant.exploreAmong() <= MAX_EXPLORE_AMONG,
                    "exploreAmong is 2 to " + MAX_EXPLORE_AMONG + ".",
                    "variants",
                    at,
                    "exploreAmong");
            if (!exists(draft.surface(), variant.strategy())) {
                errors.add(
                        ExperimentErrorCode.UNKNOWN_STRATEGY,
                        "There is no strategy \"" + variant.strategy() + "\"; there are " + names(draft.surface())
                                + ".",
                        "variants",
                        at,
                        "strategy");
            }
        }
    }

    private boolean exists(ExperimentSurface surface, String strategy) {
        return switch (surface) {
            case SUGGESTIONS -> strategies.named(strategy).isPresent();
            case FEED -> feedStrategies.exists(strategy);
        };
    }

    private String names(ExperimentSurface surface) {
        return switch (surface) {
            case SUGGESTIONS -> strategies.names();
            case FEED -> feedStrategies.names();
        };
    }

    private static void checkGuardrails(ExperimentDraft draft, Errors errors) {
        List<WatchedMetric> guardrails = draft.watched();
        errors.unless(
                draft.kind() == ExperimentKind.AB
                        || draft.guardrails() == null
                        || draft.guardrails().isEmpty(),
                "Interleaving has no guardrails: every user gets both variants, so harm cannot be attributed to one.",
                "guardrails");
        errors.unless(
                guardrails.size() <= MAX_GUARDRAILS,
                "An experiment has at most " + MAX_GUARDRAILS + " guardrails.",
                "guardrails");
        for (int index = 0; index < Math.min(guardrails.size(), MAX_GUARDRAILS); index++) {
            double tolerance = guardrails.get(index).tolerance();
            errors.unless(
                    tolerance >= 0 && tolerance < 1,
                    "A tolerance is at least 0 and below 1: a part of the control's value.",
                    "guardrails",
                    Integer.toString(index),
                    "tolerance");
        }
    }

    /** Validates a ramp; null if it is valid. The ramp at the start must not be 0. */
    public static @Nullable UserError ofRamp(double ramp, boolean atStart) {
        boolean isValid = atStart ? isShare(ramp) : ramp >= 0 && ramp <= 1;
        return isValid
                ? null
                : UserError.of(
                        ExperimentErrorCode.INVALID_VALUE,
                        atStart ? "A ramp at the start is above 0 and at most 1." : "A ramp is 0 to 1.",
                        "input",
                        "ramp");
    }

    /** Validates the note of a change; null if it is valid. */
    public static @Nullable UserError ofNote(@Nullable String note) {
        return note == null || note.length() <= MAX_TEXT_LENGTH
                ? null
                : UserError.of(
                        ExperimentErrorCode.INVALID_VALUE,
                        "A note has at most " + MAX_TEXT_LENGTH + " characters.",
                        "input",
                        "note");
    }

    /** Validates a trial variant for a user, who exists; null if it is valid. */
    public static @Nullable UserError ofTrialVariant(Experiment experiment, long user, String variant) {
        if (!experiment.isTrial(user) && experiment.overrides().size() >= MAX_OVERRIDES) {
            return UserError.of(
                    ExperimentErrorCode.INVALID_VALUE,
                    "At most " + MAX_OVERRIDES + " users have, or had, a trial variant of one experiment.",
                    "input",
                    "userId");
        }
        return experiment.variant(variant).isPresent()
                ? null
                : UserError.of(
                        ExperimentErrorCode.NOT_FOUND,
                        "There is no variant \"" + variant + "\"; there are "
                                + String.join(", ", experiment.variantKeys()) + ".",
                        "input",
                        "variant");
    }

    private static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }

    private static final class Errors {

        private final List<UserError> found = new ArrayList<>();

        private void unless(boolean isValid, String message, String... field) {
            if (!isValid) {
                add(ExperimentErrorCode.INVALID_VALUE, message, field);
            }
        }

        private void add(ExperimentErrorCode code, String message, String... field) {
            String[] path = new String[field.length + 1];
            path[0] = "input";
            System.arraycopy(field, 0, path, 1, field.length);
            found.add(UserError.of(code, message, path));
        }
    }
}

package io.mutuals.experiment.design;

import io.mutuals.api.UserError;
import io.mutuals.suggestion.strategy.Strategies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What experiments may be like. */
@Component
public class ExperimentRules {

    static final int LONGEST_TEXT = 2_000;

    /** So many people have, or had, a variant for a trial; each replica looks at them on every page. */
    public static final int MOST_OVERRIDES = 1_000;

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{2,63}");
    private static final Pattern VARIANT = Pattern.compile("[a-z0-9-]{1,32}");
    private static final int MOST_VARIANTS = 8;
    private static final int MOST_GUARDRAILS = 8;
    private static final int LARGEST_WEIGHT = 10_000;
    private static final int MOST_AMONG = 100;

    private final Strategies strategies;

    ExperimentRules(Strategies strategies) {
        this.strategies = strategies;
    }

    /** Everything that is wrong with what somebody wants to create. */
    public List<UserError> errors(ExperimentDraft draft) {
        Errors errors = new Errors();
        errors.unless(
                KEY.matcher(draft.key()).matches(),
                "A key has 3 to 64 small letters, digits and hyphens, and begins with a letter.",
                "key");
        errors.unless(
                !draft.key().equals("layer"),
                "The key \"layer\" is taken: the positions of people in layers are computed under it.",
                "key");
        errors.unless(
                KEY.matcher(draft.layer()).matches(),
                "A layer's name has 3 to 64 small letters, digits and hyphens, and begins with a letter.",
                "layer");
        errors.unless(
                !draft.hypothesis().isBlank() && draft.hypothesis().length() <= LONGEST_TEXT,
                "A hypothesis has 1 to " + LONGEST_TEXT + " characters.",
                "hypothesis");
        errors.unless(isShare(draft.share()), "A share is above 0 and at most 1.", "share");
        boolean alone = draft.unit() == RandomizationUnit.USER;
        errors.unless(
                alone || draft.share() == 1,
                "Clusters would be torn apart by a part of a layer: give an experiment with clusters a layer of its own, and share 1.",
                "share");
        errors.unless(
                alone || draft.kind() == ExperimentKind.AB,
                "Interleaving compares within each person: its unit is USER.",
                "unit");
        checkVariants(draft, errors);
        checkGuardrails(draft, errors);
        return errors.found;
    }

    private void checkVariants(ExperimentDraft draft, Errors errors) {
        boolean interleaves = draft.kind() == ExperimentKind.INTERLEAVING;
        List<ExperimentVariant> variants = draft.variants();
        errors.unless(
                interleaves ? variants.size() == 2 : variants.size() >= 2 && variants.size() <= MOST_VARIANTS,
                interleaves
                        ? "Interleaving has 2 variants."
                        : "An experiment has 2 to " + MOST_VARIANTS + " variants, the control first.",
                "variants");
        Set<String> keys = new HashSet<>();
        for (int index = 0; index < Math.min(variants.size(), MOST_VARIANTS); index++) {
            ExperimentVariant variant = variants.get(index);
            String at = Integer.toString(index);
            errors.unless(
                    VARIANT.matcher(variant.key()).matches()
                            && !variant.key().equals(Experiment.INTERLEAVED)
                            && keys.add(variant.key()),
                    "A variant's key has 1 to 32 small letters, digits and hyphens, is not \"" + Experiment.INTERLEAVED
                            + "\", and is used once.",
                    "variants",
                    at,
                    "key");
            errors.unless(
                    variant.weight() >= 1 && variant.weight() <= LARGEST_WEIGHT,
                    "A weight is 1 to " + LARGEST_WEIGHT + ".",
                    "variants",
                    at,
                    "weight");
            errors.unless(
                    variant.explore() >= 0 && variant.explore() <= 1 && !(interleaves && variant.explores()),
                    "How often to explore is 0 to 1; interleaving does not explore.",
                    "variants",
                    at,
                    "explore");
            errors.unless(
                    variant.exploreAmong() >= 2 && variant.exploreAmong() <= MOST_AMONG,
                    "Explore among 2 to " + MOST_AMONG + ".",
                    "variants",
                    at,
                    "exploreAmong");
            if (strategies.named(variant.strategy()).isEmpty()) {
                errors.add(
                        ExperimentErrorCode.UNKNOWN_STRATEGY,
                        "There is no strategy \"" + variant.strategy() + "\"; there are " + strategies.names() + ".",
                        "variants",
                        at,
                        "strategy");
            }
        }
    }

    private static void checkGuardrails(ExperimentDraft draft, Errors errors) {
        List<WatchedMetric> guardrails = draft.watched();
        errors.unless(
                draft.kind() == ExperimentKind.AB
                        || draft.guardrails() == null
                        || draft.guardrails().isEmpty(),
                "Interleaving has no guardrails: everybody gets both variants, so none can be told to do harm.",
                "guardrails");
        errors.unless(
                guardrails.size() <= MOST_GUARDRAILS,
                "An experiment has at most " + MOST_GUARDRAILS + " guardrails.",
                "guardrails");
        for (int index = 0; index < Math.min(guardrails.size(), MOST_GUARDRAILS); index++) {
            double tolerance = guardrails.get(index).tolerance();
            errors.unless(
                    tolerance >= 0 && tolerance < 1,
                    "A tolerance is 0 to below 1: a part of the control's value.",
                    "guardrails",
                    Integer.toString(index),
                    "tolerance");
        }
    }

    /** What is wrong with how many are to take part; null when nothing is. */
    public static @Nullable UserError ofRamp(double ramp, boolean atStart) {
        boolean fine = atStart ? isShare(ramp) : ramp >= 0 && ramp <= 1;
        return fine
                ? null
                : UserError.of(
                        ExperimentErrorCode.INVALID_VALUE,
                        atStart ? "A ramp at the start is above 0 and at most 1." : "A ramp is 0 to 1.",
                        "input",
                        "ramp");
    }

    /** What is wrong with a note; null when nothing is. */
    public static @Nullable UserError ofNote(@Nullable String note) {
        return note == null || note.length() <= LONGEST_TEXT
                ? null
                : UserError.of(
                        ExperimentErrorCode.INVALID_VALUE,
                        "A note has at most " + LONGEST_TEXT + " characters.",
                        "input",
                        "note");
    }

    private static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }

    /** What was found wrong so far. */
    private static final class Errors {

        private final List<UserError> found = new ArrayList<>();

        private void unless(boolean fine, String message, String... field) {
            if (!fine) {
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

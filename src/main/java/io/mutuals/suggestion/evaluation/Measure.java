package io.mutuals.suggestion.evaluation;

import java.util.function.ToDoubleFunction;

/** What is measured of every test user's ranking; see {@link Measures} for what each is. */
public enum Measure {
    NDCG("NDCG@10", Measures::ndcg),
    RECALL("Recall@10", Measures::recall),
    MRR("MRR@100", Measures::reciprocalRank),
    HIT("Hit@10", Measures::hit);

    private final String label;
    private final ToDoubleFunction<Measures> part;

    Measure(String label, ToDoubleFunction<Measures> part) {
        this.label = label;
        this.part = part;
    }

    /** By which reports call it. */
    public String label() {
        return label;
    }

    double of(Measures measures) {
        return part.applyAsDouble(measures);
    }
}

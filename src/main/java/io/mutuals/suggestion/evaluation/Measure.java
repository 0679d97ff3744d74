package io.mutuals.suggestion.evaluation;

/** A measure of a test user's ranking; {@link Measures} defines each. */
public enum Measure {
    NDCG("NDCG@10"),
    RECALL("Recall@10"),
    MRR("MRR@100"),
    HIT("Hit@10");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    /** Returns the name in reports. */
    public String label() {
        return label;
    }

    double of(Measures measures) {
        return switch (this) {
            case NDCG -> measures.ndcg();
            case RECALL -> measures.recall();
            case MRR -> measures.reciprocalRank();
            case HIT -> measures.hit();
        };
    }
}

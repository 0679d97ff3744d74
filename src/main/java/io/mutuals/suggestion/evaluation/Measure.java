package io.mutuals.suggestion.evaluation;

/** What is measured of every test user's ranking; see {@link Measures} for what each is. */
public enum Measure {
    NDCG("NDCG@10"),
    RECALL("Recall@10"),
    MRR("MRR@100"),
    HIT("Hit@10");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    /** By which reports call it. */
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

/** The GraphQL operations of the page. */

const EFFECT = `fragment EffectParts on Effect {
  control treatment difference relative relativeInterval { low high } standardError
  interval { low high } alwaysValidInterval { low high } pValue isSignificant varianceRemoved
}`;

const RESULTS = `fragment ResultsParts on ExperimentResults {
  metric computedAt confidence
  variants { variant units people mean
    funnel { impressions requestsSent requestsAccepted firstMessages shareReplies likes comments reposts dismissals blocks } }
  effects { variant effect { ...EffectParts } }
  daily { day variant effect { difference interval { low high } alwaysValidInterval { low high } isSignificant } }
  dailyPreference { day preference alwaysValidInterval { low high } }
  sampleRatio { observed expected pValue isMismatch }
  guardrails { metric variant isBreached effect { ...EffectParts } }
  interference { crossVariantFriendships clusters crossClusterFriendships designEffect spillover spilloverInterval { low high } }
  interleaving { first second firstWins secondWins ties preference alwaysValidInterval { low high } signTestPValue permutationTestPValue }
  caveats
} ${EFFECT}`;

const EXPERIMENT = `fragment ExperimentParts on Experiment {
  key hypothesis layer kind unit state share ramp primaryMetric version createdAt startedAt endedAt
  variants { key strategy weight explore exploreAmong }
  guardrails { metric harm tolerance }
  audit { action at actorId isSimulated detail note version }
  overrides { userId variant }
}`;

export const EXPERIMENTS = `query Experiments($state: ExperimentState, $first: Int!, $after: String) {
  experiments(state: $state, first: $first, after: $after) {
    totalCount
    nodes { key hypothesis layer kind state share ramp primaryMetric variants { key } createdAt startedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const ONE = `query One($key: String!) { experiment(key: $key) { ...ExperimentParts } } ${EXPERIMENT}`;

export const COMPARED = `query Compared($key: String!, $metric: ExperimentMetric) {
  experiment(key: $key) { results(metric: $metric) { ...ResultsParts } }
} ${RESULTS}`;

export const LIVE = `subscription Live($key: String!) { experimentResults(key: $key) { ...ResultsParts } } ${RESULTS}`;

export const PEOPLE = `query People($ids: [ID!]!) { nodes(ids: $ids) { ... on User { id handle displayName } } }`;

export const PERSON = `query Person($by: UserBy!) { user(by: $by) { id handle displayName } }`;

export const ASSIGNMENT = `query Assignment($key: String!, $userId: ID!) {
  experiment(key: $key) { assignment(userId: $userId) { variant reason unit } }
}`;

export const STRATEGIES = `query Strategies { strategies { name sources ranker isStandard } }`;

export const OFF_POLICY = `query OffPolicy($key: String!, $variant: String!, $target: String!, $metric: ExperimentMetric!) {
  experiment(key: $key) {
    offPolicy(variant: $variant, target: $target, metric: $metric) {
      observations effectiveSampleSize largestWeight supported logged
      ips { value interval { low high } } snips { value interval { low high } } doublyRobust { value interval { low high } }
    }
  }
}`;

export const SIDE_BY_SIDE = `query SideBySide($userId: ID!, $left: String!, $right: String!, $asOf: DateTime, $first: Int!) {
  left: rankingPreview(userId: $userId, strategy: $left, asOf: $asOf, first: $first) { ...PreviewParts }
  right: rankingPreview(userId: $userId, strategy: $right, compareWith: $left, asOf: $asOf, first: $first) {
    ...PreviewParts
    left { place comparedPlace }
  }
}
fragment PreviewParts on RankingPreview {
  strategy ranker computedAt asOf
  places { place score comparedPlace moved user { handle displayName } }
}`;

const change = (verb, Verb) => `mutation ${Verb}($input: ${Verb}ExperimentInput!) {
  ${verb}Experiment(input: $input) { experiment { ...ExperimentParts } userErrors { code field message } }
} ${EXPERIMENT}`;

export const START = change('start', 'Start');
export const RAMP = change('ramp', 'Ramp');
export const STOP = change('stop', 'Stop');
export const KILL = change('kill', 'Kill');

/** How well and how fast prompts are sorted into topics. */
import { clusteredMean } from "../../src/stats/clustered-mean.ts";
import { candidatePrompts } from "../../src/testbed/prompts/candidates.ts";
import { loadFramings } from "../../src/testbed/prompts/framing.ts";
import { loadTopics } from "../../src/testbed/prompts/issue.ts";
import { makePrompts } from "../../src/testbed/prompts/make-prompts.ts";
import {
  LEAST_CONFIDENCE,
  NO_TOPIC,
  TEMPERATURE,
  topicProbabilities,
  trainTopicClassifier,
} from "../../src/testbed/prompts/topic-classifier.ts";
import { loadTopicWords } from "../../src/testbed/prompts/topics/topic-words.ts";
import {
  bestOf,
  type Example,
  measuresOf,
  plainExamples,
  scoresOfNewIssues,
  scoresOfNewTopics,
  type Train,
} from "../testbed/prompts/topics/evaluation.ts";
import { medianTime, type Row } from "./benchmark.ts";
import { naiveBayes, ridge } from "./topic-baselines.ts";

export const name = "Topics of prompts, by issues left out of training in ten folds";

const topics = loadTopics("data/prompts/issues");
const words = loadTopicWords("data/prompts/topic-words.json");
const framings = loadFramings("data/prompts");

const placeOf = new Map(topics.map(({ topic }, t) => [topic, t]));
const framed: Example[] = candidatePrompts(topics, framings, 1, 2024).map(
  ({ text, topic, issue }) => ({ text, topic: placeOf.get(topic)!, issue }),
);

const centroids: Train = (topics) => trainTopicClassifier(topics, words).scores;
/** The others with the best of a few settings each, which favours them. */
const OTHERS: readonly (readonly [string, Train])[] = [
  [
    "complement naive Bayes",
    (topics) => naiveBayes(topics, words, true, { weight: 8, smoothing: 0.3 }),
  ],
  [
    "multinomial naive Bayes",
    (topics) => naiveBayes(topics, words, false, { weight: 8, smoothing: 0.3 }),
  ],
  ["ridge", (topics) => ridge(topics, words, { weight: 2, penalty: 10 })],
];

export async function run(): Promise<Row[]> {
  return [...(await pools()), ...newIssues(), ...confusions(), ...abstention(), ...(await times())];
}

const percent = (what: string, share: number, note?: string, group?: string): Row => ({
  what,
  value: 100 * share,
  unit: "%",
  note,
  group,
});

/** Accuracy on issues left out of training, in ten folds. */
function accuracy(what: string, examples: readonly Example[], train: Train, group?: string): Row {
  return shareRight(what, examples, scoresOfNewIssues(topics, examples, train), group);
}

/** Accuracy with an interval that allows for prompts on one issue being alike. */
function shareRight(
  what: string,
  examples: readonly Example[],
  scores: readonly Float64Array[],
  group?: string,
): Row {
  const { accuracy, topTwo, macroF1 } = measuresOf(examples, scores);
  const places = new Map(examples.map(({ issue }, i) => [issue, i]));
  const { low, high } = clusteredMean(
    examples.map(({ topic }, i) => (bestOf(scores[i]) === topic ? 1 : 0)),
    [examples.map(({ issue }) => places.get(issue)!)],
  );
  const [from, to, two, f1] = [low, high, topTwo, macroF1].map((x) => (100 * x).toFixed(1));
  return percent(what, accuracy, `${from} to ${to}; one of two ${two}, macro F1 ${f1}`, group);
}

/** The held-out pool of the default numbers, with what its train pool has learned from. */
async function pools(): Promise<Row[]> {
  const { prompts } = await makePrompts(
    topics,
    framings,
    { train: 3000, heldout: 868 },
    async (candidates) => candidates.map(() => 0.5),
    0.1,
    2024,
  );
  const trained = new Set(prompts.filter(({ pool }) => pool === "train").map(({ issue }) => issue));
  const scoresOf = centroids(
    topics.map((topic) => ({
      ...topic,
      issues: topic.issues.filter(({ id }) => trained.has(id)),
    })),
  );
  return [false, true].map((isUnseen) => {
    const own = prompts
      .filter(({ pool, unseen_issue }) => pool === "heldout" && unseen_issue === isUnseen)
      .map(({ text, topic, issue }) => ({ text, topic: placeOf.get(topic)!, issue }));
    return shareRight(
      `right, ${own.length} held-out prompts on issues ${isUnseen ? "never seen" : "seen"}`,
      own,
      own.map(({ text }) => scoresOf(text)),
    );
  });
}

function newIssues(): Row[] {
  const withoutWords: Train = (topics) => trainTopicClassifier(topics, {}).scores;
  const plain = plainExamples(topics);
  const group = "accuracy";
  return [
    accuracy(`right, ${framed.length} prompts on new issues`, framed, centroids, group),
    ...OTHERS.map(([what, train]) => accuracy(`  ${what}`, framed, train, group)),
    accuracy("  centroids without typical words", framed, withoutWords, group),
    accuracy(`right, ${plain.length} plain questions and claims`, plain, centroids),
  ];
}

function confusions(): Row[] {
  const { confusion } = measuresOf(framed, scoresOfNewIssues(topics, framed, centroids));
  const cells = Array.from(confusion, (count, at) => ({
    count,
    from: Math.floor(at / topics.length),
    to: at % topics.length,
  }));
  return cells
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => b.count - a.count)
    .slice(0, 6)
    .map(({ count, from, to }) => ({
      what: `taken for ${topics[to].topic}: ${topics[from].topic}`,
      value: count,
      unit: "prompts",
    }));
}

/** What a threshold keeps, and how well confidence tells the share that is right. */
function abstention(): Row[] {
  const known = scoresOfNewIssues(topics, framed, centroids);
  const foreign = scoresOfNewTopics(topics, framed, centroids);
  const judged = framed.map(({ topic }, i) => {
    const best = bestOf(known[i]);
    return { isRight: best === topic, confidence: topicProbabilities(known[i])[best] };
  });
  const strangers = foreign.map((scores) => Math.max(...topicProbabilities(scores)));
  const rightOf = (list: typeof judged) =>
    list.filter(({ isRight }) => isRight).length / list.length;
  const at = [0.2, LEAST_CONFIDENCE, 0.5, 0.7].flatMap((least) => {
    const labelled = judged.filter(({ confidence }) => confidence >= least);
    const wrongly = strangers.filter((confidence) => confidence >= least).length;
    return [
      percent(
        `labelled from confidence ${least}`,
        labelled.length / judged.length,
        `${(100 * rightOf(labelled)).toFixed(1)} % of them right; of topics not trained on ${(
          (100 * wrongly) / strangers.length
        ).toFixed(1)} % labelled`,
      ),
    ];
  });
  const bins = [0.3, 0.5, 0.7, 0.9].map((from, i, all) => {
    const below = all[i + 1] ?? 1.01;
    const own = judged.filter((each) => each.confidence >= from && each.confidence < below);
    const mean = own.reduce((sum, { confidence }) => sum + confidence, 0) / own.length;
    return percent(
      `right, confidence from ${from}${below < 1 ? ` to ${below}` : ""}`,
      rightOf(own),
      `${own.length} prompts, mean confidence ${(100 * mean).toFixed(1)}`,
    );
  });
  return [...at, ...bins, ...fitted(known, foreign)];
}

/** Log loss in use and the least, half of the texts being of no known topic. */
function fitted(known: readonly Float64Array[], foreign: readonly Float64Array[]): Row[] {
  const loss = (temperature: number, floor: number) => {
    let sum = 0;
    framed.forEach(({ topic }, i) => {
      sum -= Math.log(topicProbabilities(known[i], temperature, floor)[topic]);
      const others = topicProbabilities(foreign[i], temperature, floor);
      sum -= Math.log(1 - others.reduce((total, share) => total + share, 0));
    });
    return sum / (2 * framed.length);
  };
  const settings = [0.014, 0.016, 0.018, 0.02, 0.022].flatMap((temperature) =>
    [0.075, 0.08, 0.085, 0.09, 0.095].map((floor) => ({ temperature, floor })),
  );
  const losses = settings.map(({ temperature, floor }) => loss(temperature, floor));
  const least = losses.indexOf(Math.min(...losses));
  const row = (what: string, value: number, temperature: number, floor: number): Row => ({
    what,
    value,
    unit: "nats",
    note: `temperature ${temperature}, floor ${floor}`,
  });
  const { temperature, floor } = settings[least];
  return [
    row("log loss", loss(TEMPERATURE, NO_TOPIC), TEMPERATURE, NO_TOPIC),
    row(`least log loss of ${settings.length} settings`, losses[least], temperature, floor),
  ];
}

async function times(): Promise<Row[]> {
  const timed = async (what: string, work: () => unknown, rest: Partial<Row> = {}) => ({
    what,
    value: await medianTime(work, 5),
    unit: "ms",
    ...rest,
  });
  const { label } = trainTopicClassifier(topics, words);
  return [
    await timed("trained, centroids", () => centroids(topics), { group: "training" }),
    ...(await Promise.all(
      OTHERS.map(([what, train]) =>
        timed(`trained, ${what}`, () => train(topics), { group: "training" }),
      ),
    )),
    await timed(`${framed.length} prompts labelled`, () => {
      for (const { text } of framed) label(text);
    }),
  ];
}

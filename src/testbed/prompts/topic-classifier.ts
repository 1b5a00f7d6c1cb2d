/** Finds the topic of a prompt that was made elsewhere: nearest centroid of weighted words. */
import { join } from "node:path";
import { type Issue, loadTopics, type Topic } from "./issue.ts";
import { cosines, meanVector, ofUnitLength, textVectors } from "./topics/text-vectors.ts";
import { loadTopicWords, type TopicWords } from "./topics/topic-words.ts";

/** The topic of a text, or none. */
export interface TopicLabel {
  /** Null where confidence is below what was asked for. */
  readonly topic: string | null;
  /** The most likely topic; null where no word of the text is known. */
  readonly nearest: string | null;
  /** Probability of the most likely topic, 0 to 1, among all topics and none of them. */
  readonly confidence: number;
}

export interface TopicClassifier {
  readonly topics: readonly string[];
  /** How well a text fits each topic, 0 and up. O(words × (topics + issues with the word)). */
  readonly scores: (text: string) => Float64Array;
  /** @param least confidence below which the text is of none of the topics. */
  readonly label: (text: string, least?: number) => TopicLabel;
}

/** Confidence from which a text is labelled. */
export const LEAST_CONFIDENCE = 0.3;
/** What differences of scores are divided by. Fitted with `NO_TOPIC`; docs/method/topics.md. */
export const TEMPERATURE = 0.02;
/** The score that "none of these" always has. */
export const NO_TOPIC = 0.09;
/** Cosine with an issue from which a text is taken to be on that issue, in other words. */
const SAME_ISSUE = 0.35;

/**
 * Learns topics from their issues and typical words. The score of a topic is the cosine of text
 * and centroid (the mean vector of its issues plus that of its words), and what the cosine with
 * the nearest issue's question and claims is above `SAME_ISSUE`. O(words).
 * @param words may lack topics, which are then known by their issues alone.
 * Source: Rocchio's method, as in Manning, Raghavan and Schütze (2008), Introduction to
 * Information Retrieval, section 14.2.
 */
export function trainTopicClassifier(topics: readonly Topic[], words: TopicWords): TopicClassifier {
  const vectorOf = textVectors(topics.flatMap(({ issues }) => issues.map(issueText)));
  const centroids = topics.map(({ topic, label, issues }) =>
    meanVector([
      meanVector(issues.map((issue) => vectorOf(issueText(issue)))),
      ...(words[topic] ? [vectorOf(`${label} ${words[topic]}`)] : []),
    ]),
  );
  const likeTopics = cosines(centroids.map(ofUnitLength));
  const likeIssues = cosines(
    topics.flatMap(({ issues }) => issues.map((issue) => vectorOf(headText(issue)))),
  );
  const topicOf = topics.flatMap(({ issues }, t) => issues.map(() => t));
  const scores = (text: string) => {
    const vector = vectorOf(text);
    const excess = new Float64Array(topics.length);
    likeIssues(vector).forEach((cosine, i) => {
      excess[topicOf[i]] = Math.max(excess[topicOf[i]], cosine - SAME_ISSUE);
    });
    return likeTopics(vector).map((cosine, t) => cosine + excess[t]);
  };
  const names = topics.map(({ topic }) => topic);
  const label = (text: string, least = LEAST_CONFIDENCE): TopicLabel => {
    const found = scores(text);
    const best = found.reduce((best, score, t) => (score > found[best] ? t : best), 0);
    const confidence = topicProbabilities(found)[best];
    const nearest = found[best] > 0 ? names[best] : null;
    return { topic: confidence >= least ? nearest : null, nearest, confidence };
  };
  return { topics: names, scores, label };
}

/**
 * Probability of each topic; what they lack of one is that of none. O(topics).
 * @param scores one per topic.
 */
export function topicProbabilities(
  scores: Float64Array,
  temperature = TEMPERATURE,
  floor = NO_TOPIC,
): Float64Array {
  const odds = scores.map((score) => Math.exp((score - floor) / temperature));
  const total = odds.reduce((total, each) => total + each, 1);
  return odds.map((each) => each / total);
}

/** @param root project root, with `data/`. @throws InputError for missing or damaged inputs. */
export function loadTopicClassifier(root: string): TopicClassifier {
  const folder = join(root, "data/prompts");
  return trainTopicClassifier(
    loadTopics(join(folder, "issues")),
    loadTopicWords(join(folder, "topic-words.json")),
  );
}

/** All that is written on an issue. */
function issueText(issue: Issue): string {
  const sides = issue.positions.flatMap((side) => [side.label, ...side.arguments]);
  return [headText(issue), ...sides].join(" ");
}

/** What an issue is in short. */
function headText({ question, about, positions }: Issue): string {
  return [question, about, ...positions.map(({ claim }) => claim)].join(" ");
}

/** A site of a small dataset whose personas a language model played: a stub, which never tires. */
import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type SiteServer, serveSite } from "../../scripts/server.ts";
import { buildSite } from "../../scripts/site.ts";
import { ENRICHED_KEYS } from "../../src/schema/enrichment.ts";
import { call } from "../cli/call.ts";
import { between, declareModels, preference, startReplies } from "../testbed/lm/reply-server.ts";

/** What the models are called in the file of models: who chooses, who writes texts, who checks. */
export const PLAYER = "stub-player";
export const WRITER = "stub-writer";
const CHECKER = "stub-checker";
/** In every text of the writer. */
export const MARKUP = "<b onmouseover=alert(1)>rides</b>";

const FOLDER = resolve(import.meta.dirname, "../../build/language-model");
export const PLAYED = join(FOLDER, "dataset");
const SITE = resolve(FOLDER, "../language-model-site");
const QUOTA = ["--train-each", "9", "--seen-each", "3", "--heldout-each", "4"];

/** From 0 to 1, decided by the texts. */
function chance(...texts: readonly string[]): number {
  return createHash("sha256").update(texts.join("|")).digest().readUInt32BE(0) / 2 ** 32;
}

/** Prefers by party and person, and a little what is shown first; a tie where it is close. */
function play(asked: string): string {
  const profile = between(asked, "profile");
  const party = /^political views: .*$/im.exec(profile)?.[0] ?? "";
  const [a, b] = ["answer_a", "answer_b"].map((tag) => {
    const answer = between(asked, tag);
    return 0.6 * chance(party, answer) + 0.4 * chance(profile, answer);
  });
  const lead = a - b + 0.05;
  return preference(Math.abs(lead) < 0.03 ? "tie" : lead > 0 ? "a" : "b");
}

/** Texts for everybody; the checker finds fault with one in four. */
function write(asked: string, model: string): string {
  if (model === CHECKER) {
    const isSound = chance(between(asked, "profile")) > 0.25;
    return JSON.stringify({ consistent: isSound, conflicts: isSound ? [] : ["It cannot be."] });
  }
  const texts = ENRICHED_KEYS.map((key) => [key, `${key}: ${MARKUP} a bicycle`]);
  return JSON.stringify(Object.fromEntries(texts));
}

/** Runs a command of the project. @throws with what it printed, if it fails. */
async function atlas(...args: string[]): Promise<void> {
  const { code, stderr, stdout } = await call(...args);
  if (code !== 0) throw new Error(`atlas ${args[0]} ended with code ${code}: ${stderr}${stdout}`);
}

/** 160 personas with texts and sixteen choices each, by models that a stub server is. */
async function makeDataset(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const prompts = ["--train", "48", "--heldout", "16"];
  const personas = ["--n", "160", "--seed", "3", "--name", "played"];
  await atlas("generate", ...personas, ...prompts, ...QUOTA, "--out", PLAYED, "--quiet");
  const server = await startReplies((asked, model) =>
    model === PLAYER ? play(asked) : write(asked, model),
  );
  const models = join(FOLDER, "models.json");
  const flags = ["--dataset", PLAYED, "--models", models, "--quiet"];
  try {
    await declareModels(models, [PLAYER, WRITER, CHECKER], server);
    await atlas(
      ...["enrich", ...flags, "--writer", `lm:${WRITER}`, "--checker", `lm:${CHECKER}`],
      ...["--ledger", join(FOLDER, "texts.jsonl")],
    );
    await atlas(
      ...["feedback", ...flags, "--respondent", `lm:${PLAYER}`, ...QUOTA],
      ...["--ledger", join(FOLDER, "ledger.jsonl")],
    );
  } finally {
    await server.close();
  }
}

/** Makes the dataset, builds its site beside the default one unless it is there, and serves it. */
export async function servePlayedSite(): Promise<SiteServer> {
  await makeDataset();
  await buildSite({ dataset: PLAYED, dist: SITE, reuse: true });
  return serveSite(SITE, 0);
}

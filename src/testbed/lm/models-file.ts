/** models.json: which language models there are, where they answer, and what they cost. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { InputError } from "../datasets/input-error.ts";
import { UserError } from "../user-error.ts";
import { Secret } from "./secret.ts";

/** A model as models.json declares it, with its key. */
export interface ModelEntry {
  readonly name: string;
  /** Up to and without `/chat/completions`, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** The server's name for the model. */
  readonly model: string;
  /** Null where the server wants none, or where the environment does not have it. */
  readonly key: Secret | null;
  /** Environment variable that is to hold the key; null for none. */
  readonly keyVariable: string | null;
  /** Sent with every call that does not say otherwise. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** US dollars per million tokens; null where not stated. */
  readonly price: { readonly in: number; readonly out: number } | null;
  /** Whether the server holds its answers to a JSON schema. */
  readonly structured: boolean;
}

export type Models = ReadonlyMap<string, ModelEntry>;

const baseUrl = z.string().superRefine((text, context) => {
  const problem = urlProblem(text);
  if (problem) context.addIssue({ code: "custom", message: problem });
});

const entrySchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .regex(/^[^,\s]+$/, "a name has no comma and no space")
      .refine((name) => !name.startsWith("reference/"), "reference/ is for the models built in"),
    baseUrl,
    model: z.string().min(1),
    apiKeyEnv: z
      .string()
      .regex(/^[A-Z_][A-Z0-9_]*$/, "expected the name of a variable in capitals: OPENAI_API_KEY")
      .optional(),
    apiKey: z.string().min(1).optional(),
    parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
    price: z.strictObject({ in: z.number().min(0), out: z.number().min(0) }).optional(),
    structured: z.boolean().default(false),
  })
  .refine(({ apiKey, apiKeyEnv }) => apiKey === undefined || apiKeyEnv === undefined, {
    message: "give apiKeyEnv or apiKey, not both",
  });

const fileSchema = z.strictObject({ models: z.array(entrySchema).min(1) });

/** Why an address cannot be used; the address itself is not in it, for it may hold a key. */
function urlProblem(text: string): string | null {
  if (!URL.canParse(text)) return "expected an address such as https://api.openai.com/v1";
  const { protocol, username, password, search, hash } = new URL(text);
  if (protocol !== "http:" && protocol !== "https:") return "expected http or https";
  if (username || password || search || hash) {
    return "expected no user, query or fragment: the key goes into apiKeyEnv";
  }
  return null;
}

/**
 * Reads models.json: `{"models": [{"name", "baseUrl", "model", ...}]}`. Messages name the field
 * and never quote a value, since a key may stand in any of them.
 *
 * @throws InputError if the file is missing or not as described in docs/method/models.md.
 */
export async function readModelsFile(
  path: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Models> {
  const result = fileSchema.safeParse(await readJsonFile(path));
  if (!result.success) {
    const { path: place, message } = result.error.issues[0]!;
    throw new InputError(`${path}: ${place.join(".") || "the file"}: ${message}`);
  }
  const models = new Map<string, ModelEntry>();
  for (const { apiKey, apiKeyEnv, price, baseUrl: url, ...entry } of result.data.models) {
    if (models.has(entry.name)) {
      throw new InputError(`${path}: two models have the name ${entry.name}; rename one`);
    }
    const key = apiKey ?? (apiKeyEnv && environment[apiKeyEnv]);
    models.set(entry.name, {
      ...entry,
      baseUrl: url.replace(/\/+$/, ""),
      key: key ? new Secret(key) : null,
      keyVariable: apiKeyEnv ?? null,
      price: price ?? null,
    });
  }
  return models;
}

async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new InputError(`cannot read ${path}: it declares the models; see docs/method/models.md`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // The rest of the message would quote the file.
    const [, position] = /position (\d+)/.exec(String(error)) ?? [];
    const line = position && ` at line ${text.slice(0, Number(position)).split("\n").length}`;
    throw new InputError(`${path} is no valid JSON${line ?? ""}; mend it`);
  }
}

/** @throws UserError for a name that is not declared. */
export function declaredModel(models: Models, name: string): ModelEntry {
  const entry = models.get(name);
  if (entry) return entry;
  const known = [...models.keys()].join(", ");
  throw new UserError(`no model has the name ${name} in models.json; it declares ${known}`);
}

/**
 * The entry of a model that is about to be called.
 *
 * @throws UserError for a name that is not declared, or a key that is not in the environment.
 */
export function requireModel(models: Models, name: string): ModelEntry {
  const entry = declaredModel(models, name);
  if (entry.keyVariable && !entry.key) {
    throw new UserError(
      `the key of ${name} is to be in the environment variable ${entry.keyVariable}: set it`,
    );
  }
  return entry;
}

/** US dollars of a call by the price table; null where the model has no price. */
export function dollarsOf(
  { price }: Pick<ModelEntry, "price">,
  tokensIn: number,
  tokensOut: number,
): number | null {
  return price && (tokensIn * price.in + tokensOut * price.out) / 1e6;
}

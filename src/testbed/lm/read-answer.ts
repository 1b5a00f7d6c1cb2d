/** Reads the object that a call's schema asks for out of the text of an answer. */
import { z } from "zod";
import { jsonInText } from "./json-in-text.ts";
import type { ModelCall } from "./model.ts";

type Schema = NonNullable<ModelCall["schema"]>;

const compiled = new WeakMap<Schema, z.ZodType>();

/** A call's JSON schema as a check; once for each schema object. */
function checkOf(schema: Schema): z.ZodType {
  const known = compiled.get(schema);
  if (known) return known;
  const check = z.fromJSONSchema(tolerant(schema) as Parameters<typeof z.fromJSONSchema>[0]);
  compiled.set(schema, check);
  return check;
}

/** A schema that lets further fields be: a model that says more than it was asked has answered. */
function tolerant(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tolerant);
  if (schema === null || typeof schema !== "object") return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== "additionalProperties" || value !== false)
      .map(([key, value]) => [key, tolerant(value)]),
  );
}

/**
 * The last JSON value in the text that fits the schema; models think first and answer last. A
 * problem is in words that can be told to the model.
 *
 * @throws Error for a schema with keywords that zod cannot check.
 */
export function readAnswer(
  text: string,
  schema: Schema,
): { readonly value: unknown } | { readonly problem: string } {
  const check = checkOf(schema);
  const found = jsonInText(text);
  if (found.length === 0) return { problem: "there is no complete JSON object in it" };
  for (const value of found.toReversed()) {
    if (check.safeParse(value).success) return { value };
  }
  const { issues } = check.safeParse(found.at(-1)).error!;
  const { path, message } = issues[0]!;
  return { problem: path.length > 0 ? `${path.join(".")}: ${message}` : message };
}

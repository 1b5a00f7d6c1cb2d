/** Reads the manifest of a dataset. */
import { readFile } from "node:fs/promises";
import { type Manifest, manifestSchema } from "../../schema/manifest.ts";
import { InputError } from "./input-error.ts";

/** @throws InputError where the file is missing, no JSON, or not of the declared form. */
export async function readManifest(file: string): Promise<Manifest> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? `is no JSON (${error.message})` : "is missing";
    throw new InputError(`${file} ${reason}; make it with atlas personas`);
  }
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0];
  throw new InputError(
    `${file}, field ${path.join(".")}: ${message}; make it again with atlas personas`,
  );
}

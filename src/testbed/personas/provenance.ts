/** What a dataset was made from: versions of the code and fingerprints of the inputs. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const CODE = ["src/schema", "src/stats", "src/testbed"];
const INPUTS = ["data/census", "data/survey", "data/personas", "data/prompts"];

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, ending);
      return ending.test(entry.name) ? [path] : [];
    })
    .sort();
}

const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
const portable = (path: string) => path.split(sep).join("/");

/** Version of the package and the first digits of a hash over the code that makes datasets. */
export function codeVersion(root: string): string {
  const hash = createHash("sha256");
  for (const folder of CODE) {
    for (const path of filesBelow(join(root, folder), /\.ts$/)) {
      hash.update(portable(relative(root, path))).update(readFileSync(path));
    }
  }
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return `${version}+${hash.digest("hex").slice(0, 12)}`;
}

/** sha256 of every committed input, by path. */
export function inputHashes(root: string): Record<string, string> {
  return Object.fromEntries(
    INPUTS.flatMap((folder) => filesBelow(join(root, folder), /\.(csv|json)$/)).map((path) => [
      portable(relative(root, path)),
      sha256(readFileSync(path)),
    ]),
  );
}

/** Finds a browser: Chrome or Chromium of this machine, else the one inside an npm package. */
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import packageFile from "../../package.json" with { type: "json" };

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  ...(process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== ""),
  "/usr/bin",
  "/snap/bin",
  "/opt/google/chrome",
];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Nothing that a browser does by itself: no start page, no updates, no reports. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

interface Executable {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Chrome or Chromium of this machine: CHROME_PATH if set, or the first one found. */
function installed(): string | undefined {
  const asked = process.env.CHROME_PATH;
  if (asked !== undefined && asked !== "") {
    if (!existsSync(asked)) throw new Error(`CHROME_PATH names no file: ${asked}`);
    return asked;
  }
  const candidates = PLACES.flatMap((place) => NAMES.map((name) => join(place, name)));
  return [...candidates, ...APPLICATIONS].find((path) => existsSync(path));
}

/** Configures fonts: those of the machine, and the one that the package brings. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`;
}

/** Unpacks the browser of @sparticuz/chromium, which reads where to and what from the environment. */
async function unpack(folder: string): Promise<void> {
  const before = { ...process.env };
  // The libraries that a bare Debian lacks come along only where it believes to be on Lambda.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "20.x" });
  try {
    const { default: bundled } = await import("@sparticuz/chromium");
    bundled.setGraphicsMode = false;
    await bundled.executablePath();
  } finally {
    for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key];
    Object.assign(process.env, before);
  }
}

/** The browser of the npm package, in a folder of its own below the system's temporary one. */
async function packaged(): Promise<Executable> {
  const version = packageFile.devDependencies["@sparticuz/chromium"];
  const folder = join(tmpdir(), `atlas-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) {
    const unfinished = await mkdtemp(`${folder}-`);
    await unpack(unfinished);
    await writeFile(join(unfinished, "fonts/fonts.conf"), fontsIn(join(folder, "fonts")));
    await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
  }
  return {
    path: join(folder, "chromium"),
    args: ["--no-zygote", "--font-render-hinting=none"],
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

/** Starts the browser. Set `ATLAS_BROWSER=packaged` to take the one of the npm package. */
export async function startBrowser(): Promise<Browser> {
  const path = process.env.ATLAS_BROWSER === "packaged" ? undefined : installed();
  const { args, env, ...executable } =
    path === undefined ? await packaged() : { path, args: [], env: {} };
  // Chromium refuses its sandbox to root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    executablePath: executable.path,
    args: [...QUIET, ...sandbox, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
  });
}

/** Shows progress on stderr: a bar on a terminal, now and then a plain line elsewhere. */
import { SingleBar } from "cli-progress";
import { type Progress, SILENT } from "../testbed/progress.ts";

export type { Progress } from "../testbed/progress.ts";

/** Between two plain lines of one step, in milliseconds. */
const PAUSE = 2000;

/** Before the first plain line of a step, in milliseconds. */
const OPENING = 1000;

const count = new Intl.NumberFormat("en-US");

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

interface Step {
  readonly label: string;
  readonly total?: number;
  readonly since: number;
  readonly opening: NodeJS.Timeout;
  done: number;
  said: number;
  note: string;
}

/**
 * Lines of text for logs: after a second that a step has begun, then every two seconds how far
 * it is, and when it ends. A command that fails at once says nothing but why.
 */
export function plainProgress(write: (line: string) => void): Progress {
  let step: Step | null = null;
  const end = (note?: string) => {
    if (step === null) return;
    clearTimeout(step.opening);
    write(`${step.label}: ${note ?? "done"} (${seconds(step.since)})`);
    step = null;
  };
  /** Says how far the step is, unless it was said a short while ago. */
  const say = () => {
    const now = performance.now();
    if (step === null || now - step.said < PAUSE) return;
    step.said = now;
    const of = step.total === undefined ? "" : ` of ${count.format(step.total)}`;
    const note = step.note && `, ${step.note}`;
    write(`${step.label}: ${count.format(step.done)}${of}${note}`);
  };
  return {
    begin(label, total) {
      end();
      const since = performance.now();
      const opening = setTimeout(() => write(`${label} ...`), OPENING).unref();
      step = { label, total, since, opening, done: 0, said: since, note: "" };
    },
    advance(units = 1) {
      if (step === null) return;
      step.done += units;
      say();
    },
    note(text) {
      if (step === null) return;
      step.note = text;
      say();
    },
    end,
  };
}

/** A bar, or for a step of unknown length a running count, on one line of a terminal. */
function barProgress(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | null = null;
  let label = "";
  let since = 0;
  const end = (note?: string) => {
    if (bar === null) return;
    bar.stop();
    bar = null;
    stream.write(`${label}: ${note ?? "done"} (${seconds(since)})\n`);
  };
  return {
    begin(name, total) {
      end();
      label = name;
      since = performance.now();
      const format =
        total === undefined
          ? "{label} {value} {note}"
          : "{label} {bar} {percentage}% {eta_formatted} {note}";
      bar = new SingleBar({ stream, format, hideCursor: true, clearOnComplete: true, barsize: 30 });
      bar.start(total ?? 0, 0, { label, note: "" });
    },
    advance(units = 1) {
      bar?.increment(units);
    },
    note(text) {
      bar?.update({ note: text });
    },
    end,
  };
}

/** The progress of a command that was called with or without `--quiet`. */
export function progressFor(
  { quiet = false }: { readonly quiet?: boolean },
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  if (quiet) return SILENT;
  if (stream.isTTY) return barProgress(stream);
  return plainProgress((line) => stream.write(`${line}\n`));
}

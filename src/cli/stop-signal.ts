/** Lets a command end well when it is asked to stop. */

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Does `work` with a signal that aborts at the first Ctrl-C or SIGTERM, in place of the end of the
 * process; the second ends it at once, with the code that shells give to it.
 */
export async function withStopSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const before = SIGNALS.map((name) => process.listeners(name));
  const hear = (name: NodeJS.Signals) => {
    if (stop.signal.aborted) process.exit(name === "SIGINT" ? 130 : 143);
    stop.abort();
  };
  for (const name of SIGNALS) process.removeAllListeners(name).on(name, hear);
  try {
    return await work(stop.signal);
  } finally {
    SIGNALS.forEach((name, at) => {
      process.off(name, hear);
      for (const listener of before[at]!) process.on(name, listener);
    });
  }
}

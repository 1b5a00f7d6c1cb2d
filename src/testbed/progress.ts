/** How long work tells how far it is; the command line decides how it is shown. */
export interface Progress {
  /** Begins a step of `total` units, and ends the one before. Without a total its length is unknown. */
  begin(label: string, total?: number): void;
  /** Counts `units` more as done (1 if not said). */
  advance(units?: number): void;
  /** Says in a few words how the step is getting on, where a count does not say it all. */
  note?(text: string): void;
  /** Ends the step, with a few words on its outcome. */
  end(note?: string): void;
}

/** For callers who want to hear nothing. */
export const SILENT: Progress = {
  begin() {},
  advance() {},
  end() {},
};

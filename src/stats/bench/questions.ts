import type { JudgedRows } from "./rows.ts";

/** Answers of one persona to one prompt taken together, whatever the attempt. */
export interface Questions {
  readonly persona: Uint32Array;
  readonly prompt: Uint32Array;
  /** Answers that were judged, and how many of them passed. */
  readonly n: Float64Array;
  readonly passed: Float64Array;
  /** One more than the largest row of a persona, and of a prompt. */
  readonly personas: number;
  readonly prompts: number;
}

/** Judged answers by question, in the order of their first one; failed calls are left out. O(rows). */
export function questionsOf(rows: JudgedRows): Questions {
  let prompts = 0;
  let personas = 0;
  for (let row = 0; row < rows.n; row++) {
    prompts = Math.max(prompts, rows.prompt[row] + 1);
    personas = Math.max(personas, rows.persona[row] + 1);
  }
  const place = new Map<number, number>();
  const persona = new Uint32Array(rows.n);
  const prompt = new Uint32Array(rows.n);
  const n = new Float64Array(rows.n);
  const passed = new Float64Array(rows.n);
  for (let row = 0; row < rows.n; row++) {
    if (Number.isNaN(rows.passed[row])) continue;
    const key = rows.persona[row] * prompts + rows.prompt[row];
    let at = place.get(key);
    if (at === undefined) {
      at = place.size;
      place.set(key, at);
      persona[at] = rows.persona[row];
      prompt[at] = rows.prompt[row];
    }
    n[at]++;
    passed[at] += rows.passed[row];
  }
  const size = place.size;
  return {
    persona: persona.subarray(0, size),
    prompt: prompt.subarray(0, size),
    n: n.subarray(0, size),
    passed: passed.subarray(0, size),
    personas,
    prompts,
  };
}

/** What the reader chose to compare on the method page, and how it stands in the address. */
import type { ViewCodec } from "../view-store.ts";

/** `gaps`: differences from an item's mean over the groups. `shares`: support itself. */
export type SupportShown = "gaps" | "shares";

export interface SupportView {
  /** Key of a comparison. */
  readonly survey: string;
  readonly show: SupportShown;
}

export const DEFAULT_SUPPORT: SupportView = { survey: "party", show: "gaps" };

/** @param known keys of the comparisons. */
export function supportCodec(known: readonly string[]): ViewCodec<SupportView> {
  return {
    write(view) {
      const parameters = new URLSearchParams();
      for (const key of ["survey", "show"] as const) {
        if (view[key] !== DEFAULT_SUPPORT[key]) parameters.set(key, view[key]);
      }
      return parameters.toString();
    },
    read(query) {
      const parameters = new URLSearchParams(query);
      const problems: string[] = [];
      const choice = <T extends string>(name: string, values: readonly T[], otherwise: T): T => {
        const value = parameters.get(name);
        if (value === null) return otherwise;
        const found = values.find((one) => one === value);
        if (!found) {
          problems.push(`"${value.slice(0, 40)}" is not a known value of "${name}".`);
        }
        return found ?? otherwise;
      };
      return {
        value: {
          survey: choice("survey", known, DEFAULT_SUPPORT.survey),
          show: choice("show", ["gaps", "shares"], DEFAULT_SUPPORT.show),
        },
        problems,
      };
    },
  };
}

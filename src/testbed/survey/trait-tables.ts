/** The committed tables of the Big Five. */
import type { FigureTable } from "./figure-table.ts";
import { CORRELATION_COLUMNS, CUT_COLUMNS, IDEOLOGY_COLUMNS, traitRows } from "./model-figures.ts";
import * as from from "./provenance.ts";
import { TARGET_YEAR } from "./targets.ts";
import type { TraitFigures } from "./traits.ts";

/** Cut points, correlations and moments of ideology, in the order of their files. */
export function traitTables(figures: TraitFigures, respondents: number): FigureTable[] {
  const rows = traitRows(figures);
  const norms = {
    source: `${from.NORMS_SOURCE}; population: ${from.ACS_SOURCE}`,
    universe: "adults 18 and over; younger people use the youngest band",
    weight: "PWGTP over sex and age",
    n: "internet volunteers; the source of the norms gives no n by group",
  };
  return [
    {
      notes: from.headerLines({
        title:
          "Where the five levels of each trait end, in standard deviations of the sex and age band.",
        ...norms,
        year: "norms of 2014 or earlier; population of 2024",
        note: "the cuts are 1.5 and 0.5 standard deviations of all adults on both sides of their mean (authored)",
      }),
      columns: CUT_COLUMNS,
      rows: rows.cuts,
    },
    {
      notes: from.headerLines({
        title: "Correlations of the traits, and of each with ideology, within sex and age band.",
        source: `${from.SCORES_SOURCE}; ideology: Sibley, Osborne and Duckitt (2012)`,
        year: "2012",
        universe: "US respondents of 18 to 100, male or female, all 50 items answered",
        weight: "none",
        n: respondents.toLocaleString("en-US"),
        note: "ideology: the correlation within sex and age band that makes the published one over all adults; 0 where none is cited",
      }),
      columns: CORRELATION_COLUMNS,
      rows: rows.correlations,
    },
    {
      notes: from.headerLines({
        title: "Mean and standard deviation of ideology (1 to 7) by sex and age band of the norms.",
        ...norms,
        source: `${from.GSS_SOURCE}, through the model; population: ${from.ACS_SOURCE}`,
        year: `${TARGET_YEAR}`,
        n: "see ideology_model.csv",
      }),
      columns: IDEOLOGY_COLUMNS,
      rows: rows.ideology,
    },
  ];
}

/** The ways to the other pages, each with a small picture of this population. */
import { attributeOf } from "../../schema/attributes.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Targets } from "../../schema/targets.ts";
import { html, svg } from "../dom.ts";
import { formatCount } from "../format.ts";
import { countLevels } from "../slices/slice.ts";
import { INK } from "../theme.ts";
import {
  type Glimpses,
  gapPicture,
  partsPicture,
  servedPicture,
  sidesPicture,
} from "./feedback-places.ts";
import type { Overview } from "./key-numbers.ts";

const WIDTH = 240;
const HEIGHT = 96;
const SHOWN = "household_income";
const RETIRED = 65;

export function places(
  personas: CodedPersonas,
  targets: Targets,
  overview: Overview,
  glimpses: Glimpses | null,
): HTMLElement {
  return html(
    "div",
    { class: "places" },
    place(
      "./personas",
      "Who lives in this population?",
      "Slice the personas by any attribute, beside the census. Cross two attributes, see the map, open a card.",
      bars(personas, targets),
    ),
    ...(glimpses ? feedbackPlaces(glimpses) : []),
    place(
      "./sql",
      "Ask in SQL",
      "DuckDB runs in the page, on the same rows. Worked questions, and a box for yours.",
      query(personas),
    ),
    place(
      "./method",
      "How was it made?",
      "The steps from figures to personas, the fit to every target, the rules, and what it cannot tell.",
      fits(overview),
    ),
  );
}

/** The pages about feedback; none where a dataset has personas alone. */
function feedbackPlaces(glimpses: Glimpses): HTMLElement[] {
  return [
    place(
      "./disagreement",
      "Where do they disagree?",
      `${formatCount(glimpses.choices)} choices between opposed answers: topics by groups, and the prompts that divide most.`,
      gapPicture(glimpses, frame(), WIDTH, HEIGHT),
    ),
    place(
      "./groups",
      "Who with whom?",
      "Two slices side by side: as people, in their choices, and how far each agrees with itself.",
      sidesPicture(glimpses, frame(), WIDTH, HEIGHT),
    ),
    place(
      "./variance",
      "What does a choice depend on?",
      "The prompt, attributes, what is the persona’s own, and noise; and how well choices are predicted.",
      partsPicture(glimpses, frame(), WIDTH, HEIGHT),
    ),
    ...(glimpses.served.length > 0
      ? [
          place(
            "./alignment",
            "Whom does a model serve?",
            "Models by mode, the group served worst, and single answers. Reference models of known skill, and yours.",
            servedPicture(glimpses, frame(), WIDTH, HEIGHT),
          ),
        ]
      : []),
  ];
}

function place(href: string, title: string, text: string, picture: SVGSVGElement): HTMLElement {
  return html(
    "a",
    { class: "place", href },
    html("span", { class: "place-picture", "aria-hidden": "true" }, picture),
    html("span", { class: "place-title" }, title),
    html("span", { class: "place-text" }, text),
  );
}

function frame(): SVGSVGElement {
  const picture = svg("svg", { preserveAspectRatio: "xMinYMid meet" });
  picture.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  return picture;
}

/** Household income as bars, the census as ticks. */
function bars(personas: CodedPersonas, targets: Targets): SVGSVGElement {
  const { levels } = attributeOf(SHOWN);
  const everybody = new Uint8Array(personas.n).fill(1);
  const counts = countLevels(personas.codes[SHOWN], levels.length, everybody);
  const shares = Array.from(counts, (count) => count / personas.n);
  const goals = targets[SHOWN]?.shares ?? [];
  const most = Math.max(...shares, ...goals);
  const step = WIDTH / levels.length;
  const y = (share: number) => HEIGHT - 4 - (share / most) * (HEIGHT - 12);
  const picture = frame();
  shares.forEach((share, at) => {
    const x = at * step;
    picture.append(
      svg("rect", {
        x,
        y: y(share),
        width: step - 4,
        height: HEIGHT - 4 - y(share),
        fill: INK.population,
      }),
    );
    if (goals[at] === undefined) return;
    const [x1, x2] = [x - 1, x + step - 3];
    const goal = y(goals[at]);
    picture.append(
      svg("line", { x1, x2, y1: goal, y2: goal, stroke: INK.target, "stroke-width": 2 }),
    );
  });
  return picture;
}

/** A query and its answer. */
function query(personas: CodedPersonas): SVGSVGElement {
  const answer = personas.numbers.age.reduce((sum, age) => sum + (age >= RETIRED ? 1 : 0), 0);
  const picture = frame();
  ["SELECT count(*)", "FROM personas", `WHERE age >= ${RETIRED}`].forEach((line, at) => {
    picture.append(
      svg(
        "text",
        { x: 0, y: 24 + at * 22, fill: INK.muted, class: "place-code", "font-size": 13 },
        line,
      ),
    );
  });
  picture.append(
    svg(
      "text",
      {
        x: WIDTH - 8,
        y: 68,
        fill: INK.population,
        "font-size": 34,
        "font-weight": 600,
        "text-anchor": "end",
      },
      formatCount(answer),
    ),
  );
  return picture;
}

/** Every attribute's distance to its target as a dot, a random sample's as a tick. */
function fits({ fits }: Overview): SVGSVGElement {
  const most = Math.max(0.001, ...fits.flat());
  const y = (distance: number) => HEIGHT - 8 - (distance / most) * (HEIGHT - 16);
  const step = WIDTH / Math.max(1, fits.length);
  const picture = frame();
  fits.forEach(([distance, expected], at) => {
    const x = (at + 0.5) * step;
    const tick = y(expected);
    picture.append(
      svg("line", { x1: x, x2: x, y1: y(0), y2: tick, stroke: INK.hairline }),
      svg("line", {
        x1: x - 2.6,
        x2: x + 2.6,
        y1: tick,
        y2: tick,
        stroke: INK.target,
        "stroke-width": 1.5,
      }),
      svg("circle", { cx: x, cy: y(distance), r: 2.4, fill: INK.population }),
    );
  });
  return picture;
}

/** The one frame that every chart of the site stands in. */
import { leadTo, linkTo } from "./anchor.ts";
import { chartMenu, type MenuItem } from "./chart-menu.ts";
import { type LegendStep, pictureOf, pngOf, svgText } from "./chart-picture.ts";
import { type Column, csvOf, type Row } from "./csv.ts";
import { html } from "./dom.ts";
import { arrowOf, copyText, download } from "./download.ts";
import { formatCount } from "./format.ts";
import { rowsTable } from "./rows-table.ts";
import { type Answerer, sqlPanel } from "./sql-panel.ts";

export interface ChartFrameOptions {
  /** Short name for files and anchors, in kebab-case. */
  readonly name: string;
  /** A question or its answer, in plain words. */
  readonly title: string;
  /** One line: what is shown, and in which unit. */
  readonly subtitle: string;
  /** Personas behind the chart; null where the chart says so itself. */
  readonly n: number | null;
  /** What the interval is, or why there is none. */
  readonly interval: string;
  /** The dataset's sentence about what it is. */
  readonly provenance: string;
  /** The query that gives the rows, or null where none does. */
  readonly sql: string | null;
  readonly columns: readonly Column[];
  /** Called when somebody asks for the rows, not at every repaint. */
  readonly rows: () => readonly Row[];
  /** Draws for a width in pixels; called at first and when the width changes. */
  readonly draw: (width: number) => Element;
  /** Height in pixels, reserved before the drawing. */
  readonly height: number | ((width: number) => number);
  /** For small multiples: interval and provenance wait in the menu. */
  readonly compact?: boolean;
  /** The drawing is itself a table of the rows: none is hidden behind it. */
  readonly tabular?: boolean;
  /** Controls between the title and the drawing. */
  readonly controls?: HTMLElement;
  /** A legend, or a line that reads out what the pointer is on, beneath the drawing. */
  readonly beneath?: HTMLElement;
  /** What the colours mean, for saved pictures, where a legend stands outside the drawing. */
  readonly legend?: () => readonly LegendStep[];
  /** Where the method is explained. */
  readonly method?: string;
  readonly database?: () => Promise<Answerer>;
  /** The chart as SVG in the page, where what is drawn is no SVG (a canvas); removed after the save. */
  readonly picture?: () => { readonly picture: SVGSVGElement; remove(): void };
}

export interface ChartFrameActions {
  /** Puts new texts, rows or SQL in place; the drawing is left alone. */
  update(changes: Partial<ChartFrameOptions>): void;
  /** Draws again at the present width. */
  redraw(): void;
  /** Replaces the drawing by a sentence about what would be here and how to get it. */
  showEmpty(message: string): void;
  /** Replaces the drawing by what happened and what to do. */
  showError(message: string): void;
  /** Shows the skeleton until the next redraw. */
  showLoading(): void;
}

export type ChartFrame = HTMLElement & ChartFrameActions;

/** Rows in a chart's data table; more would only slow the page. */
const TABLE_ROWS = 200;

type Panel = "about" | "table" | "sql";

/** A figure with title, n, interval, provenance, a menu for link, picture, rows and SQL, and a data table. */
export function chartFrame(initial: ChartFrameOptions): ChartFrame {
  let options = initial;
  let width = 0;
  let held = false;
  let stale = true;
  const open = new Set<Panel>();

  const title = html(initial.compact ? "h3" : "h2", { class: "frame-title" });
  const subtitle = html("p", { class: "frame-subtitle" });
  const body = html("div", { class: "frame-body" }, skeleton());
  const about = html("div", { class: "frame-about", hidden: Boolean(initial.compact) });
  const table = html("div", { class: "frame-table visually-hidden" });
  const sql = html("div", { class: "frame-sql", hidden: true });
  const status = html("p", { class: "frame-status", role: "status" });
  const menu = chartMenu("Chart menu", () => items());
  const head = html("div", { class: "frame-head" }, html("div", {}, title, subtitle), menu);
  const figure = html(
    "figure",
    { class: `frame${initial.compact ? " frame-compact" : ""}`, id: `chart-${initial.name}` },
    head,
    ...(initial.controls ? [initial.controls] : []),
    body,
    ...(initial.beneath ? [initial.beneath] : []),
    status,
    sql,
    about,
    table,
  );

  const say = (message: string) => {
    status.textContent = message;
    setTimeout(() => {
      if (status.textContent === message) status.textContent = "";
    }, 4000);
  };
  const write = () => {
    title.textContent = options.title;
    subtitle.textContent =
      options.n === null
        ? options.subtitle
        : `${options.subtitle} · n\u202f=\u202f${formatCount(options.n)}`;
    menu.firstElementChild?.setAttribute("aria-label", `Menu: ${options.title}`);
    const method = options.method
      ? [" ", html("a", { href: options.method }, "How this is computed.")]
      : [];
    about.replaceChildren(html("p", {}, `${options.interval} ${options.provenance}`, ...method));
  };
  const fillTable = () => {
    stale = false;
    if (options.tabular) return;
    const rows = options.rows();
    const caption =
      rows.length > TABLE_ROWS
        ? `${options.title}: the first ${TABLE_ROWS} of ${formatCount(rows.length)} rows; Save CSV has all`
        : options.title;
    table.replaceChildren(rowsTable(caption, options.columns, rows.slice(0, TABLE_ROWS)));
  };
  const markStale = () => {
    if (open.has("table")) return fillTable();
    if (stale) return;
    stale = true;
    whenIdle(() => {
      if (stale) fillTable();
    });
  };
  const show = (panel: Panel, shown: boolean) => {
    if (shown) open.add(panel);
    else open.delete(panel);
    if (panel === "about") about.hidden = !shown;
    if (panel === "table") {
      table.classList.toggle("visually-hidden", !shown);
      if (shown) fillTable();
    }
    if (panel === "sql") {
      sql.hidden = !shown;
      sql.replaceChildren();
      if (shown) {
        sql.append(
          sqlPanel({
            sql: () => options.sql ?? "",
            columns: () => options.columns,
            rows: () => options.rows(),
            database: options.database,
          }),
        );
      }
    }
  };
  const items = (): MenuItem[] => {
    const toggle = (panel: Panel, label: string): MenuItem => ({
      label,
      checked: open.has(panel),
      act: () => show(panel, !open.has(panel)),
    });
    const list: MenuItem[] = [
      {
        label: "Copy link",
        act: () => void copyText(linkTo(figure.id)).then(() => say("Link copied.")),
      },
    ];
    if (options.compact) list.push(toggle("about", "Interval and source"));
    if (!options.tabular) list.push(toggle("table", "Data table"));
    if (options.sql !== null) list.push(toggle("sql", "SQL"));
    if (options.picture || chartIn(body)) {
      list.push(
        { label: "Save SVG", act: saveSvg },
        {
          label: "Save PNG",
          act: () => void savePng().catch((error) => say(`No picture: ${error.message}`)),
        },
      );
    }
    list.push(
      {
        label: "Save CSV",
        act: () =>
          download(
            `${options.name}.csv`,
            new Blob([csvOf(options.columns, options.rows())], { type: "text/csv" }),
          ),
      },
      {
        label: "Save Arrow",
        act: () =>
          void arrowOf(options.columns, options.rows()).then((blob) =>
            download(`${options.name}.arrows`, blob),
          ),
      },
    );
    return list;
  };
  const picture = () => {
    const drawn = options.picture?.();
    const chart = drawn?.picture ?? chartIn(body);
    if (!chart) throw new Error("there is no chart to save");
    const saved = pictureOf(chart, {
      title: options.title,
      subtitle: subtitle.textContent ?? "",
      provenance: `${options.interval} ${options.provenance}`,
      legend: options.legend?.() ?? [],
    });
    drawn?.remove();
    return saved;
  };
  const saveSvg = () =>
    download(`${options.name}.svg`, new Blob([svgText(picture())], { type: "image/svg+xml" }));
  const savePng = async () => download(`${options.name}.png`, await pngOf(picture()));

  const reserve = () => {
    const height =
      typeof options.height === "number" ? options.height : options.height(width || 640);
    body.style.minHeight = `${height}px`;
  };
  const draw = () => {
    if (held || width === 0) return;
    reserve();
    try {
      body.replaceChildren(options.draw(width));
      figure.removeAttribute("aria-busy");
      if (stale) {
        whenIdle(() => {
          if (stale) fillTable();
        });
      }
    } catch (error) {
      hold(
        "error",
        `This chart could not be drawn: ${messageOf(error)} Reload the page to try again.`,
      );
      console.error(error);
    }
  };
  const hold = (kind: "empty" | "error", message: string) => {
    held = true;
    figure.removeAttribute("aria-busy");
    body.replaceChildren(
      html("p", { class: `frame-${kind}`, role: kind === "error" ? "alert" : null }, message),
    );
  };

  new ResizeObserver(([entry]) => {
    const next = Math.floor(entry.contentRect.width);
    if (next === width || next === 0) return;
    const first = width === 0;
    width = next;
    draw();
    if (first && location.hash === `#${figure.id}`) leadTo(figure);
  }).observe(body);

  reserve();
  write();
  return Object.assign(figure, {
    update(changes: Partial<ChartFrameOptions>) {
      options = { ...options, ...changes };
      write();
      if (open.has("sql") && changes.sql !== undefined) {
        const code = sql.querySelector("code");
        if (code) code.textContent = options.sql;
      }
      markStale();
    },
    redraw() {
      held = false;
      draw();
    },
    showEmpty: (message: string) => hold("empty", message),
    showError: (message: string) => hold("error", message),
    showLoading() {
      held = true;
      figure.setAttribute("aria-busy", "true");
      body.replaceChildren(skeleton());
    },
  });
}

function skeleton(): HTMLElement {
  return html("div", { class: "skeleton", "aria-hidden": "true" });
}

function chartIn(body: HTMLElement): SVGSVGElement | null {
  return body.querySelector<SVGSVGElement>("svg.chart") ?? body.querySelector("svg");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function whenIdle(task: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(task, { timeout: 2000 });
  else setTimeout(task, 200);
}

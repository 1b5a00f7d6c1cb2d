import { svg } from "./dom.ts";

/** Properties that a picture must carry itself once it has left the page's style sheet. */
const CARRIED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "font-variant-numeric",
  "text-anchor",
  "dominant-baseline",
  "paint-order",
  "visibility",
  "display",
];

/** What one colour of a chart means. */
export interface LegendStep {
  /** Any paint, also a variable of the theme or a pattern of the chart. */
  readonly paint: string;
  /** Empty for a step between two named ones. */
  readonly label: string;
  /** Marks of this class are drawn as outlines. */
  readonly open?: boolean;
}

export interface Caption {
  readonly title: string;
  readonly subtitle: string;
  readonly provenance: string;
  readonly legend: readonly LegendStep[];
}

const LINE = 18;
const MARGIN = 12;
const SWATCH = { width: 16, height: 11 };
/** Width of a character of the legend's 11 pixels, at most. */
const CHARACTER = 6.4;

/** A self-contained copy of a chart with resolved theme colours, its title above and its provenance below. */
export function pictureOf(chart: SVGSVGElement, caption: Caption): SVGSVGElement {
  const box = chart.getBoundingClientRect();
  const width = Math.max(320, Math.ceil(box.width));
  const copy = chart.cloneNode(true) as SVGSVGElement;
  carryStyles(chart, copy);
  const style = getComputedStyle(document.documentElement);
  const ink = style.color;
  const perLine = Math.floor(width / 6.2);
  const above = [
    ...wrapped(caption.title, Math.floor(width / 8)).map((text) => ({
      text,
      size: 15,
      weight: 600,
    })),
    ...wrapped(caption.subtitle, perLine).map((text) => ({ text, size: 12, weight: 400 })),
  ];
  const below = wrapped(caption.provenance, perLine).map((text) => ({
    text,
    size: 11,
    weight: 400,
  }));
  const chartTop = MARGIN + above.length * LINE + 6;
  const legend = placed(caption.legend, width);
  const legendTop = chartTop + box.height + 6;
  const belowTop = legendTop + legend.height;
  const height = Math.ceil(belowTop + below.length * LINE + MARGIN);
  const picture = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width: width + 2 * MARGIN,
    height,
    viewBox: `0 0 ${width + 2 * MARGIN} ${height}`,
  });
  const paper = resolvedBackground();
  picture.append(svg("rect", { width: "100%", height: "100%", fill: paper }));
  const write = (lines: typeof above, top: number) => {
    lines.forEach(({ text, size, weight }, i) => {
      picture.append(
        svg(
          "text",
          {
            x: MARGIN,
            y: top + i * LINE + 13,
            fill: ink,
            "font-size": size,
            "font-weight": weight,
            "font-family": "system-ui, sans-serif",
          },
          text,
        ),
      );
    });
  };
  write(above, MARGIN);
  copy.setAttribute("x", String(MARGIN));
  copy.setAttribute("y", String(chartTop));
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  picture.append(copy);
  for (const { paint, label, open, x, y } of legend.steps) {
    const [left, top] = [MARGIN + x, legendTop + y];
    const color = resolvedPaint(paint);
    const look = open
      ? { fill: "none", stroke: color, "stroke-width": 1.5 }
      : { fill: color, stroke: ink, "stroke-opacity": 0.3 };
    picture.append(svg("rect", { ...SWATCH, x: left, y: top + 3, ...look }));
    const place = { x: left + SWATCH.width + 5, y: top + 12.5 };
    const font = { "font-size": 11, "font-family": "system-ui, sans-serif" };
    picture.append(svg("text", { ...place, ...font, fill: ink }, label));
  }
  write(below, belowTop);
  return picture;
}

/** The steps of a legend in lines of at most `width` pixels. */
function placed(legend: readonly LegendStep[], width: number) {
  let [x, y] = [0, 0];
  const steps = legend.map((step) => {
    const across = SWATCH.width + 5 + step.label.length * CHARACTER + (step.label ? 12 : 0);
    if (x > 0 && x + across > width) [x, y] = [0, y + LINE];
    const at = { ...step, x, y };
    x += across;
    return at;
  });
  return { steps, height: legend.length > 0 ? y + LINE + 4 : 0 };
}

/** SVG text of a picture. */
export function svgText(picture: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}`;
}

/** PNG of a picture at twice its size. @throws Error where the browser cannot draw it. */
export async function pngOf(picture: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(picture.getAttribute("width")) * 2;
  canvas.height = Number(picture.getAttribute("height")) * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is empty."))));
  });
}

function carryStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  const carried = CARRIED.map(
    (name) => `${name}:${plainColors(style.getPropertyValue(name))}`,
  ).join(";");
  for (const name of CARRIED) to.removeAttribute(name);
  to.setAttribute("style", carried);
  to.removeAttribute("class");
  to.removeAttribute("tabindex");
  for (let i = 0; i < from.children.length; i++) carryStyles(from.children[i], to.children[i]);
}

function resolvedBackground(): string {
  const color = getComputedStyle(document.documentElement).backgroundColor;
  return color === "rgba(0, 0, 0, 0)" ? "white" : color;
}

/** A paint with the theme's variables and mixtures worked out. */
function resolvedPaint(paint: string): string {
  if (paint.startsWith("url(")) return paint;
  const probe = document.createElement("span");
  probe.style.color = paint;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return plainColors(color);
}

/** Mixed colours as rgb(), which drawing programs read; browsers compute them as `color(srgb …)`. */
export function plainColors(value: string): string {
  return value.replace(
    /color\(srgb ([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+)(?: \/ ([\d.e+-]+))?\)/g,
    (_, ...parts: (string | undefined)[]) => {
      const channels = parts.slice(0, 3).map((part) => Math.round(255 * Number(part)));
      const [, , , alpha] = parts;
      return alpha === undefined
        ? `rgb(${channels.join(", ")})`
        : `rgba(${channels.join(", ")}, ${alpha})`;
    },
  );
}

/** Words in lines of at most `length` characters. */
export function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > length) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push(line);
  return lines;
}

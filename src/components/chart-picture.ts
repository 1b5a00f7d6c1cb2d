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

export interface Caption {
  readonly title: string;
  readonly subtitle: string;
  readonly provenance: string;
}

const LINE = 18;
const MARGIN = 12;

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
  const height = Math.ceil(chartTop + box.height + below.length * LINE + MARGIN);
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
  write(below, chartTop + box.height);
  return picture;
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
  const carried = CARRIED.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
  to.setAttribute("style", carried);
  to.removeAttribute("class");
  to.removeAttribute("tabindex");
  for (let i = 0; i < from.children.length; i++) carryStyles(from.children[i], to.children[i]);
}

function resolvedBackground(): string {
  const color = getComputedStyle(document.documentElement).backgroundColor;
  return color === "rgba(0, 0, 0, 0)" ? "white" : color;
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

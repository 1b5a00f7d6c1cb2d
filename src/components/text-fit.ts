let context: CanvasRenderingContext2D | null = null;
/** Asked once: a question to the page's styles at every label would cost more than the label. */
let family: string | null = null;
let lastFont = "";

/** Width in pixels of a text in the charts' typeface. */
export function textWidth(text: string, size: number, weight = 400): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * size * 0.55;
  family ??=
    getComputedStyle(document.documentElement).getPropertyValue("--sans-serif") || "sans-serif";
  const font = `${weight} ${size}px ${family}`;
  if (font !== lastFont) {
    context.font = font;
    lastFont = font;
  }
  return context.measureText(text).width;
}

/** The text, cut with an ellipsis where it is wider than `width` pixels. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let end = text.length - 1;
  while (end > 1 && textWidth(`${text.slice(0, end).trimEnd()}…`, size) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** The text in lines of at most `width` pixels, broken at spaces; a longer word has its own line. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

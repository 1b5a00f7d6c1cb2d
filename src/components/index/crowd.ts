/** A plain crowd: everyone in one room, nobody sorted. */
import { type Arrange, FILL, hexagons } from "./layout.ts";

const MARGIN = 6;

/** Fills a rounded shape as wide as the frame, in table order, so that colours are mixed. */
export const crowd: Arrange = (personas, _order, { width, height }) => {
  const { n } = personas;
  const halfWidth = width / 2 - MARGIN;
  const halfHeight = height / 2 - MARGIN;
  // A superellipse of exponent 3: fuller than an ellipse, softer than a rectangle.
  const norm = (x: number, y: number) =>
    (Math.abs(x / halfWidth) ** 3 + Math.abs(y / halfHeight) ** 3) ** (1 / 3);
  const points = hexagons(n, norm);
  const spanX = Math.max(0.5, ...points.map(([x]) => Math.abs(x)));
  const spanY = Math.max(0.5, ...points.map(([, y]) => Math.abs(y)));
  const pitch = Math.min(halfWidth / (spanX + 0.5), halfHeight / (spanY + 0.5));
  const x = new Float32Array(n);
  const y = new Float32Array(n);
  points
    .sort((a, b) => shuffled(a) - shuffled(b))
    .forEach(([px, py], row) => {
      x[row] = width / 2 + px * pitch;
      y[row] = height / 2 + py * pitch;
    });
  return {
    x,
    y,
    radius: (pitch / 2) * FILL,
    groups: [],
    groupOf: new Int16Array(n).fill(-1),
    marks: [],
  };
};

/** A fixed pseudo-random key of a lattice point, so that neighbours in the table do not stand together. */
function shuffled([x, y]: [number, number]): number {
  const wave = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return wave - Math.floor(wave);
}

/** Outlines of the states, projected (Albers USA, 975 by 610) and thinned, so that the browser only draws. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { STATES } from "../schema/places.ts";

/** Points nearer than this many pixels to the last one kept are left out. */
const THIN = 0.8;

type Ring = readonly (readonly number[])[];

function pathOf(rings: readonly Ring[]): string {
  return rings
    .map((ring) => {
      const kept: (readonly number[])[] = [];
      ring.forEach((point, i) => {
        const last = kept.at(-1);
        const far = !last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= THIN;
        if (far || i === ring.length - 1) kept.push(point);
      });
      return kept.length < 4
        ? ""
        : `M${kept.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
    })
    .join("");
}

function areaOf(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return Math.abs(sum / 2);
}

function centreOf(ring: Ring): [number, number] {
  let [x, y, sum] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    const cross = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    x += (ring[i - 1][0] + ring[i][0]) * cross;
    y += (ring[i - 1][1] + ring[i][1]) * cross;
    sum += cross;
  }
  return [Math.round((x / (3 * sum)) * 10) / 10, Math.round((y / (3 * sum)) * 10) / 10];
}

const file = createRequire(import.meta.url).resolve("us-atlas/states-albers-10m.json");
const topology = JSON.parse(await readFile(file, "utf8")) as Topology<{
  states: GeometryCollection;
}>;
const { features } = feature(topology, topology.objects.states);
const states = STATES.map(({ fips, name, postal }) => {
  const found = features.find(({ id }) => id === fips);
  if (!found) throw new Error(`us-atlas has no state with the FIPS code ${fips} (${name})`);
  const { geometry } = found;
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") {
    throw new Error(`${name} is a ${geometry.type}, not an area`);
  }
  const rings: Ring[] =
    geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  const largest = rings.reduce((a, b) => (areaOf(b) > areaOf(a) ? b : a));
  return {
    name,
    postal,
    path: pathOf(rings),
    centre: centreOf(largest),
    area: Math.round(areaOf(largest)),
  };
});

process.stdout.write(JSON.stringify({ width: 975, height: 610, states }));

/** The states' centres (FIPS order, 0 to 1 over the Albers USA map) and outlines, for the signature picture. */
import { createRequire } from "node:module";
import { geoPath } from "d3";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { STATES } from "../schema/places.ts";

const WIDTH = 975;
const HEIGHT = 610;

type StatesTopology = Topology<{ states: GeometryCollection; nation: GeometryCollection }>;
const topology: StatesTopology = createRequire(import.meta.url)("us-atlas/states-albers-10m.json");

const path = geoPath(null).digits(0);
const { features } = feature(topology, topology.objects.states);
const centres = new Map(features.map((state) => [String(state.id), path.centroid(state)]));

process.stdout.write(
  JSON.stringify({
    width: WIDTH,
    height: HEIGHT,
    centres: STATES.map(({ fips }) => {
      const centre = centres.get(fips);
      if (!centre) throw new Error(`us-atlas has no state ${fips}`);
      return { x: round(centre[0] / WIDTH), y: round(centre[1] / HEIGHT) };
    }),
    coast: path(mesh(topology, topology.objects.states, (a, b) => a === b)),
    borders: path(mesh(topology, topology.objects.states, (a, b) => a !== b)),
  }),
);

function round(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}

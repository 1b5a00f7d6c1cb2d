/** The map: every state's people gather where the state is. */
import { STATES } from "../../schema/places.ts";
import { type Arrange, FILL, type Group, hexagons, type Mark, membersOf } from "./layout.ts";

/** Centre of a state in Albers USA coordinates, 0 to 1 over a 975 x 610 map; FIPS order. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Cluster {
  x: number;
  y: number;
  readonly homeX: number;
  readonly homeY: number;
  readonly reach: number;
}

const MAP_RATIO = 975 / 610;
const MARGIN = 4;
/** Share of the map that the states' discs would cover if none overlapped. */
const COVER = 0.4;
const PULL = 0.04;
const STEPS = 600;

/** Makes the arrangement for known places; discs are moved apart as in a Dorling cartogram (1996). */
export function stateMap(places: readonly Place[]): Arrange {
  return (personas, order, { width, height }) => {
    const { n, codes } = personas;
    const members = membersOf(order, codes.state, STATES.length);
    const lattices = members.map((rows) => hexagons(rows.length));
    const map = mapBox(width, height);
    const area = lattices.reduce((sum, points) => sum + (reachOf(points) + 0.5) ** 2 * Math.PI, 0);
    const pitch = Math.min(14, Math.sqrt((COVER * map.width * map.height) / Math.max(1, area)));
    const clusters = places.map((place, state): Cluster => {
      const homeX = map.x + place.x * map.width;
      const homeY = map.y + place.y * map.height;
      const reach = members[state].length ? (reachOf(lattices[state]) + 0.62) * pitch + 1.2 : 0;
      return { x: homeX, y: homeY, homeX, homeY, reach };
    });
    separate(clusters, width, height);

    const x = new Float32Array(n);
    const y = new Float32Array(n);
    const groups: Group[] = [];
    const marks: Mark[] = [{ type: "map", box: map }];
    const groupOf = Int16Array.from(codes.state);
    clusters.forEach((cluster, state) => {
      // Left to right, so that the colours of a state read as slices in the legend's order.
      const points = lattices[state].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      members[state].forEach((row, place) => {
        x[row] = cluster.x + points[place][0] * pitch;
        y[row] = cluster.y + points[place][1] * pitch;
      });
      groups.push({
        label: STATES[state].name,
        box: {
          x: cluster.x - cluster.reach * 0.5,
          y: cluster.y - cluster.reach * 0.5,
          width: cluster.reach,
          height: cluster.reach,
        },
        where: [{ kind: "levels", key: "state", levels: [state] }],
      });
    });
    return { x, y, radius: (pitch / 2) * FILL, groups, groupOf, marks };
  };
}

function reachOf(points: readonly (readonly [number, number])[]): number {
  return points.reduce((most, [x, y]) => Math.max(most, Math.hypot(x, y)), 0);
}

/** The largest map in the frame, let grow taller than its ratio by up to a third where the frame is narrow. */
export function mapBox(
  width: number,
  height: number,
): { x: number; y: number; width: number; height: number } {
  const w = Math.min(width, height * MAP_RATIO);
  const h = Math.min(height, (w / MAP_RATIO) * 1.33);
  return { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h };
}

/** Pulls discs home and pushes them apart, then only apart until none overlap. */
function separate(clusters: Cluster[], width: number, height: number): void {
  const present = clusters.filter((cluster) => cluster.reach > 0);
  for (let step = 0; step < STEPS * 6; step++) {
    const pull = step < STEPS ? PULL * (1 - step / STEPS) : 0;
    for (const cluster of present) {
      cluster.x += (cluster.homeX - cluster.x) * pull;
      cluster.y += (cluster.homeY - cluster.y) * pull;
    }
    let worst = 0;
    for (let i = 0; i < present.length; i++)
      for (let j = i + 1; j < present.length; j++)
        worst = Math.max(worst, push(present[i], present[j]));
    for (const cluster of present) {
      const edge = cluster.reach + MARGIN;
      cluster.x = Math.max(edge, Math.min(width - edge, cluster.x));
      cluster.y = Math.max(edge, Math.min(height - edge, cluster.y));
    }
    if (pull === 0 && worst < 1e-3) return;
  }
}

/** Moves two overlapping discs apart, the smaller one more; returns by how much they overlapped. */
function push(a: Cluster, b: Cluster): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const distance = Math.hypot(dx, dy) || 1e-6;
  const overlap = a.reach + b.reach - distance;
  if (overlap <= 0) return 0;
  const shareA = b.reach ** 2 / (a.reach ** 2 + b.reach ** 2);
  const ux = (dx || 1e-6) / distance;
  const uy = dy / distance;
  a.x -= ux * overlap * shareA;
  a.y -= uy * overlap * shareA;
  b.x += ux * overlap * (1 - shareA);
  b.y += uy * overlap * (1 - shareA);
  return overlap;
}

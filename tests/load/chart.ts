export interface Curve {
  name: string;
  points: { x: number; y: number }[];
}

export interface Chart {
  title: string;
  /** What the vertical axis counts, with its unit. */
  unit: string;
  curves: Curve[];
  /** A line that should not be crossed; drawn where the curves come near it. */
  goal?: { name: string; y: number };
}

const WIDTH = 640;
const HEIGHT = 360;
const BOX = { left: 56, right: 500, top: 48, bottom: 312 };
const TICKS = 4;

/** Both grounds: the picture follows the reader's own light or dark. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #15211b } .muted { fill: #586259; font-size: 12px }
  .ground { fill: #ffffff } .grid { stroke: #dad6c8 } .goal { stroke: #b42318; stroke-dasharray: 5 4 } .goal-text { fill: #b42318 }
  .c0 { stroke: #157347; fill: #157347 } .c1 { stroke: #1d4ed8; fill: #1d4ed8 } .c2 { stroke: #9a5b00; fill: #9a5b00 }
  polyline { fill: none !important; stroke-width: 2.5 } text.c0, text.c1, text.c2 { stroke: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #eef3ef } .muted { fill: #9daaa1 } .ground { fill: #121e18 } .grid { stroke: #24332b }
    .goal { stroke: #f97066 } .goal-text { fill: #f97066 }
    .c0 { stroke: #4ed28f; fill: #4ed28f } .c1 { stroke: #8db2ff; fill: #8db2ff } .c2 { stroke: #ffc857; fill: #ffc857 }
  }`;

/** Draws curves over the number of clients: that axis by factors, the other from zero. */
export function drawChart({ title, unit, curves, ...rest }: Chart): string {
  const xs = [...new Set(curves.flatMap((curve) => curve.points.map((p) => p.x)))].sort((a, b) => a - b);
  const highest = Math.max(...curves.flatMap((curve) => curve.points.map((p) => p.y)));
  const goal = rest.goal && highest * 2 > rest.goal.y ? rest.goal : undefined;
  const top = niceAbove(Math.max(goal?.y ?? 0, highest));
  const [low = 1, high = low] = [xs[0], xs.at(-1)];
  const along = high > low ? (x: number) => Math.log(x / low) / Math.log(high / low) : () => 0.5;
  const px = (x: number) => fixed(BOX.left + 16 + along(x) * (BOX.right - BOX.left - 32));
  const py = (y: number) => fixed(BOX.bottom - (y / top) * (BOX.bottom - BOX.top));
  const across = (y: number, kind: string) =>
    `<line class="${kind}" x1="${BOX.left}" x2="${BOX.right}" y1="${py(y)}" y2="${py(y)}"/>`;

  const grid = Array.from({ length: TICKS + 1 }, (_, n) => (top * n) / TICKS).map(
    (y) =>
      `${across(y, "grid")}<text class="muted" x="${BOX.left - 8}" y="${py(y) + 4}" text-anchor="end">${plain(y)}</text>`,
  );
  const columns = xs.map(
    (x) =>
      `<text class="muted" x="${px(x)}" y="${BOX.bottom + 20}" text-anchor="middle">${x.toLocaleString("en")}</text>`,
  );
  const labels = apart(curves.map((curve) => py(curve.points.at(-1)?.y ?? 0)));
  const lines = curves.map(({ name, points }, n) => {
    const path = points.map((p) => `${px(p.x)},${py(p.y)}`).join(" ");
    const dots = points.map(
      (p) =>
        `<circle class="c${n}" cx="${px(p.x)}" cy="${py(p.y)}" r="3.5"><title>${name}, ${p.x} clients: ${plain(p.y)} ${unit}</title></circle>`,
    );
    const last = plain(points.at(-1)?.y ?? 0);
    return `<polyline class="c${n}" points="${path}"/>${dots.join("")}<text class="c${n}" x="${BOX.right + 8}" y="${(labels[n] ?? 0) + 4}">${name} ${last}</text>`;
  });
  const limit = goal
    ? `${across(goal.y, "goal")}<text class="goal-text" x="${BOX.left + 4}" y="${py(goal.y) - 5}">${goal.name}</text>`
    : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${title}">
<style>${STYLE}
</style>
<rect class="ground" width="${WIDTH}" height="${HEIGHT}" rx="12"/>
<text x="20" y="28" font-weight="600">${title}</text>
${grid.join("\n")}
${columns.join("\n")}
<text class="muted" x="${(BOX.left + BOX.right) / 2}" y="${BOX.bottom + 40}" text-anchor="middle">clients · ${unit}</text>
${limit}
${lines.join("\n")}
</svg>
`;
}

/** Labels at the curves' ends, moved apart where they would cover each other. */
function apart(heights: number[]): number[] {
  const order = heights.map((y, n) => ({ y, n })).sort((a, b) => a.y - b.y);
  const placed = [...heights];
  let above = Number.NEGATIVE_INFINITY;
  for (const { y, n } of order) {
    above = Math.max(y, above + 18);
    placed[n] = above;
  }
  return placed;
}

function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value || 1));
  return power * ([1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10);
}

const fixed = (value: number) => Math.round(value * 10) / 10;
const plain = (value: number) => String(Number(value.toPrecision(3)));

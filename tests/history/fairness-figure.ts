const [WIDTH, HEIGHT] = [640, 340];
const BOX = { left: 56, right: 600, top: 64, bottom: 292 };

/** Both grounds: the picture follows the reader's own light or dark. */
const STYLE = `text { font: 13px system-ui, sans-serif; fill: #15211b } .muted { fill: #586259; font-size: 12px }
  .ground { fill: #ffffff } .grid { stroke: #dad6c8 } polyline { fill: none; stroke-width: 2.5 }
  .c0 { stroke: #157347 } .c1 { stroke: #1d4ed8 } .c2 { stroke: #9a5b00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #eef3ef } .muted { fill: #9daaa1 } .ground { fill: #121e18 } .grid { stroke: #24332b }
    .c0 { stroke: #4ed28f } .c1 { stroke: #8db2ff } .c2 { stroke: #ffc857 } }`;

/** Turns per caddie of each list after a simulated month, the one with most first. */
export function drawFairness(title: string, lists: { name: string; turns: number[] }[]): string {
  const most = Math.max(...lists.flatMap(({ turns }) => turns));
  const top = Math.ceil(most / 10) * 10;
  const y = (turns: number) => Math.round(BOX.bottom - (turns / top) * (BOX.bottom - BOX.top));
  const x = (i: number, n: number) =>
    Math.round(BOX.left + (i / Math.max(1, n - 1)) * (BOX.right - BOX.left));
  const grid = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const at = y(part * top);
    return `<line class="grid" x1="${BOX.left}" x2="${BOX.right}" y1="${at}" y2="${at}"/><text class="muted" x="${BOX.left - 8}" y="${at + 4}" text-anchor="end">${part * top}</text>`;
  });
  const lines = lists.map(({ name, turns }, n) => {
    const sorted = [...turns].sort((a, b) => b - a);
    const points = sorted.map((value, i) => `${x(i, sorted.length)},${y(value)}`).join(" ");
    const at = 20 + n * 205;
    const legend = `<line class="c${n}" x1="${at}" x2="${at + 24}" y1="46" y2="46" stroke-width="3"/><text x="${at + 32}" y="50">${name}</text>`;
    return `<polyline class="c${n}" points="${points}"/>${legend}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${title}">
<style>${STYLE}</style>
<rect class="ground" width="${WIDTH}" height="${HEIGHT}" rx="12"/>
<text x="20" y="28" font-weight="600">${title}</text>
${grid.join("\n")}
${lines.join("\n")}
<text class="muted" x="${(BOX.left + BOX.right) / 2}" y="${BOX.bottom + 30}" text-anchor="middle">caddies of a list, the one with most turns first · turns in the month</text>
</svg>
`;
}

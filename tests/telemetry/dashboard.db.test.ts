import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databases } from "../harness/databases";
import { TestServer } from "../harness/server";

interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; refId: string }[];
}
const dashboard = JSON.parse(readFileSync("docs/grafana/caddiepro.json", "utf8")) as {
  uid: string;
  panels: Panel[];
};
const expressions = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({ title, expr })),
);
const METRIC = /\b((?:caddiepro|nodejs|process)_\w+)\b/g;
const metricsOf = (expr: string) => [...new Set([...expr.matchAll(METRIC)].map(([, name]) => name ?? ""))];
/** Labels by which an expression groups or chooses; those that Prometheus and its histograms add are left out. */
const labelsOf = (expr: string) => {
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list]) => (list ?? "").split(/,\s*/));
  const chosen = [...expr.matchAll(/[{,]\s*(\w+)\s*=/g)].map(([, label]) => label ?? "");
  return [...grouped, ...chosen].filter((label) => !["le", "instance", "job"].includes(label));
};

let server: TestServer;
/** Every metric that the server tells, by its name in an expression, with its labels. */
let told: Map<string, string[]>;
beforeAll(async () => {
  const [embedded] = await databases();
  if (!embedded) throw new Error("no database");
  server = await TestServer.start(await embedded.create());
  const text = await (await fetch(`${server.url}/api/metrics`)).text();
  const { registry } = server.runtime.metrics;
  told = new Map(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = "", type]) => {
      const metric = registry.getSingleMetric(name) as unknown as { labelNames?: string[] } | undefined;
      const suffixes =
        type === "histogram" ? ["_bucket", "_sum", "_count"] : type === "summary" ? ["_sum", "_count"] : [""];
      return suffixes.map((suffix): [string, string[]] => [name + suffix, metric?.labelNames ?? []]);
    }),
  );
});
afterAll(() => server.stop());

describe("docs/grafana/caddiepro.json", () => {
  it("[R-10] asks for nothing that the server does not tell", () => {
    expect(expressions.length).toBeGreaterThan(20);
    expect(told.size).toBeGreaterThan(30);
    const unknown = expressions.flatMap(({ title, expr }) =>
      metricsOf(expr)
        .filter((name) => !told.has(name))
        .map((name) => `${title}: ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(expressions.filter(({ expr }) => metricsOf(expr).length === 0)).toEqual([]);
  });

  it("[R-10] groups by labels that its metrics have", () => {
    const unknown = expressions.flatMap(({ title, expr }) => {
      const known = new Set(metricsOf(expr).flatMap((name) => told.get(name) ?? []));
      return labelsOf(expr)
        .filter((label) => !known.has(label))
        .map((label) => `${title}: ${label}`);
    });
    expect(unknown).toEqual([]);
    expect(expressions.flatMap(({ expr }) => labelsOf(expr))).toEqual(
      expect.arrayContaining(["event", "code", "limit", "status", "route"]),
    );
  });

  it("[R-10] shows every metric of our own, and a counter only as a rate", () => {
    const asked = new Set(expressions.flatMap(({ expr }) => metricsOf(expr)));
    const own = [...told.keys()].filter((name) => name.startsWith("caddiepro_"));
    expect(own.length).toBeGreaterThan(10);
    const family = (name: string) => name.replace(/_(bucket|sum|count)$/, "");
    const shown = new Set([...asked].map(family));
    expect([...new Set(own.map(family))].filter((name) => !shown.has(name))).toEqual([]);
    const bare = expressions.filter(
      ({ expr }) => /_(total|bucket|count|sum)\b/.test(expr) && !/\brate\(/.test(expr),
    );
    expect(bare).toEqual([]);
  });

  it("fits Grafana's grid of 24 columns, each panel with an id, a title and what it means", () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(
      panels.filter(({ type, title, description }) => !title || (type !== "row" && !description)),
    ).toEqual([]);
    const taken = new Map<string, string>();
    const clashes: string[] = [];
    for (const { title, gridPos } of panels) {
      const { x, y, w, h } = gridPos;
      if (x + w > 24) clashes.push(`${title} is too wide`);
      for (let column = x; column < x + w; column++)
        for (let line = y; line < y + h; line++) {
          const place = `${column},${line}`;
          if (taken.has(place)) clashes.push(`${title} lies over ${taken.get(place)}`);
          taken.set(place, title);
        }
    }
    expect(clashes).toEqual([]);
  });
});

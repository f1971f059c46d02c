import { describe, expect, it } from "vitest";
import { openApiDocument } from "@/lib/openapi";
import { loadRoutes } from "../harness/router";

const document = openApiDocument();
const paths = (document.paths ?? {}) as Record<string, Record<string, Operation>>;

interface Operation {
  summary: string;
  security?: unknown[];
  parameters?: { name: string; in: string }[];
  responses: Record<string, unknown>;
}

describe("the OpenAPI document", () => {
  it("lists every method of every route, and no other", async () => {
    const routes = (await loadRoutes()).filter(({ path }) => !path.includes("[..."));
    const served = routes.flatMap(({ path, methods }) =>
      Object.keys(methods).map((method) => `${method} ${path.replaceAll("[", "{").replaceAll("]", "}")}`),
    );
    const listed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual(served.sort());
  });

  it("says of each what it does, what it answers, and how it refuses", () => {
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { summary, responses, security }] of Object.entries(operations)) {
        const name = `${method} ${path}`;
        expect(summary, name).toMatch(/\S/);
        expect(
          Object.keys(responses).some((status) => /^20[014]$/.test(status)),
          name,
        ).toBe(true);
        if (!security) expect(Object.keys(responses), name).toContain("401");
      }
    }
  });

  it("names the parameters of each path, and the key of each change", () => {
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { parameters = [], security }] of Object.entries(operations)) {
        const named = parameters.filter((p) => p.in === "path").map((p) => `{${p.name}}`);
        expect(named, path).toEqual(path.match(/\{\w+\}/g) ?? []);
        const keyed = parameters.some((p) => p.name === "Idempotency-Key");
        expect(keyed, `${method} ${path}`).toBe(method !== "get" && security === undefined);
      }
    }
  });

  it("describes a caddie, a turn and a move once", () => {
    const schemas = Object.keys(document.components?.schemas ?? {});
    expect(schemas).toEqual(expect.arrayContaining(["Caddie", "Turn", "Move"]));
    expect(JSON.stringify(document)).toContain("#/components/schemas/Caddie");
  });
});

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Cruise {
  modules: { source: string }[];
  summary: { totalCruised: number; violations: { from: string; rule: { name: string } }[] };
}

function cruise(cwd: string, roots: string[]): Cruise {
  const args = [join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs")];
  args.push("--config", ".dependency-cruiser.cjs", "--output-type", "json", ...roots);
  return JSON.parse(execFileSync(process.execPath, args, { cwd, maxBuffer: 64 << 20 }).toString());
}

/** A tree of its own, under the project's rules and packages. Returns `rule: file` for each violation. */
function violationsIn(tree: Record<string, string>): string[] {
  const cwd = mkdtempSync(join(tmpdir(), "edges-"));
  folders.push(cwd);
  for (const file of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(root + file, join(cwd, file));
  symlinkSync(`${root}node_modules`, join(cwd, "node_modules"));
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  const roots = [...new Set(Object.keys(tree).map((file) => file.split("/")[0] ?? ""))];
  const { violations } = cruise(cwd, roots).summary;
  return [...new Set(violations.map(({ rule, from }) => `${rule.name}: ${from}`))].sort();
}

const uses = (...paths: string[]) =>
  `${paths.map((path) => `import "${path}";`).join("\n")}\nexport const x = 1;\n`;
const usesType = (path: string) => `import type { x } from "${path}";\nexport type Y = typeof x;\n`;
const leaf = "export const x = 1;\n";

/** For every rule a file that breaks it, and what that file imports; what is missing of the targets is a leaf. */
const CRIMES: Record<string, [offender: string, ...imports: string[]]> = {
  "no-cycles": ["lib/realtime/a.ts", "./b"],
  "no-orphans": ["lib/realtime/alone.ts"],
  resolvable: ["lib/realtime/lost.ts", "./nowhere"],
  "production-uses-no-dev-dependency": ["hooks/use-dev.ts", "fast-check"],
  "lib-imports-nothing-above": ["lib/realtime/upward.ts", "@/hooks/use-board"],
  "hooks-import-lib-only": ["hooks/use-upward.ts", "@/components/caddies/row"],
  "components-import-no-app": ["components/caddies/upward.ts", "@/app/page"],
  "nothing-imports-the-server-or-tests": ["app/crime.ts", "@/server"],
  "server-imports-no-screens": ["server.ts", "./components/caddies/row"],
  "the-kit-knows-no-product": ["components/ui/knowing.ts", "@/lib/caddies/contract"],
  "infrastructure-knows-no-module": ["lib/http/knowing.ts", "../caddies/contract"],
  "realtime-and-db-know-no-composition": ["lib/realtime/tail.ts", "../commands"],
  "the-command-runner-knows-no-module": ["lib/commands.ts", "./caddies/queries"],
  "the-registry-reads-contracts-only": ["lib/registry.ts", "./caddies/reducer"],
  "a-module-uses-anothers-face": ["lib/users/commands.ts", "../caddies/commands"],
  "tables-stay-in-their-module": ["lib/users/queries.ts", "../caddies/tables"],
  "pure-files-import-pure-files": ["lib/caddies/policy.ts", "clsx"],
  "lib-draws-nothing": ["lib/realtime/drawing.ts", "react"],
  "shared-code-reaches-no-server": ["components/caddies/greedy.ts", "@/lib/caddies/queries"],
  "shared-code-needs-no-server-package": ["hooks/use-drizzle.ts", "drizzle-orm"],
  "shared-code-needs-no-node": ["hooks/use-node.ts", "node:fs"],
};
const LEAVES = [
  "app/page",
  "components/caddies/row",
  "hooks/use-board",
  "lib/caddies/contract",
  "lib/caddies/queries",
];
const MORE_LEAVES = ["lib/caddies/commands", "lib/caddies/reducer", "lib/caddies/tables"];

describe("the edges of the tree", () => {
  it("breaks no rule, and was really looked at", () => {
    const { modules, summary } = cruise(root, ["server.ts", "app", "components", "hooks", "lib"]);
    expect(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
    const own = modules.map(({ source }) => source).filter((file) => !file.includes("node_modules"));
    expect(own.length).toBeGreaterThan(150);
    for (const folder of ["app/", "components/", "hooks/", "lib/caddies/", "lib/realtime/"])
      expect(own.filter((file) => file.startsWith(folder)).length, folder).toBeGreaterThan(1);
  }, 30_000);

  it("knows a crime for every rule", () => {
    const config = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
    const names = config.forbidden.map(({ name }: { name: string }) => name);
    expect(Object.keys(CRIMES).sort()).toEqual([...names].sort());
  });

  it("reports each of them", () => {
    const found = violationsIn({
      ...Object.fromEntries([...LEAVES, ...MORE_LEAVES].map((path) => [`${path}.ts`, leaf])),
      "lib/realtime/b.ts": uses("./a"),
      ...Object.fromEntries(
        Object.values(CRIMES).map(([offender, ...imports]) => [offender, uses(...imports)]),
      ),
    });
    const expected = Object.entries(CRIMES).map(([rule, [offender]]) => `${rule}: ${offender}`);
    expect(expected.filter((line) => !found.includes(line))).toEqual([]);
  }, 30_000);

  it("lets the permitted ways pass", () => {
    const found = violationsIn({
      "server.ts": uses("./lib/db/client", "./lib/caddies/jobs", "@/lib/users/queries"),
      "app/page.ts": uses("@/components/caddies/row", "@/lib/caddies/queries"),
      "components/caddies/row.ts": uses(
        "@/hooks/use-board",
        "@/components/ui/button",
        "@/lib/caddies/policy",
      ),
      "components/ui/button.ts": uses("clsx"),
      "hooks/use-board.ts": `${usesType("@/lib/caddies/queries")}import "@/lib/caddies/reducer";\n`,
      "lib/caddies/contract.ts": uses("zod", "../realtime/event"),
      "lib/caddies/policy.ts": usesType("../auth/actor"),
      "lib/caddies/reducer.ts": uses("./contract"),
      "lib/caddies/tables.ts": uses("../users/tables", "./contract", "drizzle-orm"),
      "lib/caddies/queries.ts": uses("./tables", "../users/queries"),
      "lib/caddies/commands.ts": uses("./tables", "./policy", "../users/policy"),
      "lib/caddies/jobs.ts": uses("./commands", "../users/commands"),
      "lib/users/commands.ts": uses("./tables"),
      "lib/users/policy.ts": usesType("../auth/actor"),
      "lib/users/queries.ts": uses("./tables"),
      "lib/users/tables.ts": uses("drizzle-orm"),
      "lib/auth/actor.ts": leaf,
      "lib/db/client.ts": uses("postgres", "node:fs"),
      "lib/realtime/event.ts": leaf,
    });
    expect(found).toEqual([]);
  }, 30_000);
});

// Who may import whom. `tests/architecture.test.ts` breaks each rule once and expects to hear its name.

/** Folders of lib that know no module; every other folder of lib is a module. */
const infrastructure = "realtime|http|db|auth|i18n|telemetry";
const aModule = `(?!(?:${infrastructure})/)[^/]+`;

/** Files that must never reach a browser. A new one that is missing here fails `shared-code-reaches-no-server`. */
const server = [
  "^lib/[^/]+/tables\\.ts$",
  `^lib/${aModule}/(?!(?:vocabulary|contract|policy|reducer)\\.ts$)`,
  "^lib/(?!registry\\.ts$)[^/]+\\.ts$",
  "^lib/(db|telemetry)/",
  "^lib/auth/(?!actor\\.ts$)",
  "^lib/http/(?!fetch)",
  "^lib/i18n/(compiled|preferences|server-texts)\\.ts$",
  "^lib/realtime/(access|cluster|confirm|fan-out|gateway|goodbye|guard|handlers|handshake|heads)\\.ts$",
  "^lib/realtime/(limits|log|presence|retention|revisions|slow|stats|sync|tail)\\.ts$",
  "^lib/realtime/(presence-nodes|presence-rooms|upgrade|watch)\\.ts$",
];

/** Packages that need a server; `next-auth/react` and the browser's half of the others do not. */
const serverPackages = [
  "(^|/)node_modules/(drizzle-orm|postgres|pino|pino-pretty|socket\\.io|engine\\.io|ws|ioredis|prom-client|rate-limiter-flexible|web-push)/",
  "(^|/)node_modules/(@electric-sql/pglite|@node-rs/argon2|@socket\\.io/redis-adapter)/",
  "(^|/)node_modules/next/(headers|server)",
  "(^|/)node_modules/next-auth/(?!react)",
];
const frameworks =
  "(^|/)node_modules/(react|react-dom|next|next-auth|next-intl|@tanstack/react-query|sonner|lucide-react)/";

const runtimeOnly = { dependencyTypesNot: ["type-only"] };

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or hide a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "Nobody uses it and it uses nobody: delete it.",
      severity: "error",
      from: { orphan: true, pathNot: ["^server\\.ts$", "^app/", "\\.d\\.ts$", "\\.(css|json|svg)$"] },
      to: {},
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "production-uses-no-dev-dependency",
      severity: "error",
      from: { path: "^(server\\.ts|app/|components/|hooks/|lib/)" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], ...runtimeOnly },
    },
    {
      name: "lib-imports-nothing-above",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(server\\.ts|app/|components/|hooks/|scripts/|tests/)" },
    },
    {
      name: "hooks-import-lib-only",
      comment:
        "A hook may read the context that a provider of components/realtime puts there, but not the provider.",
      severity: "error",
      from: { path: "^hooks/" },
      to: { path: "^(server\\.ts|app/|components/|scripts/|tests/)" },
    },
    {
      name: "components-import-no-app",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(server\\.ts|app/|scripts/|tests/)" },
    },
    {
      name: "nothing-imports-the-server-or-tests",
      severity: "error",
      from: { path: "^(server\\.ts|app/)" },
      to: { path: "^(server\\.ts|scripts/|tests/)" },
    },
    {
      name: "server-imports-no-screens",
      comment: "server.ts composes the process; screens are Next's.",
      severity: "error",
      from: { path: "^server\\.ts$" },
      to: { path: "^(app|components|hooks)/" },
    },
    {
      name: "the-kit-knows-no-product",
      comment: "components/ui could ship in another product.",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: ["^components/(?!ui/)", `^lib/${aModule}/`] },
    },
    {
      name: "infrastructure-knows-no-module",
      comment:
        "It gets what it needs by parameters. The demo seed is the one file of lib/db that fills every table.",
      severity: "error",
      from: { path: "^lib/(realtime|db|http|telemetry)/", pathNot: "^lib/db/seed[^/]*\\.ts$" },
      to: { path: `^lib/${aModule}/` },
    },
    {
      name: "realtime-and-db-know-no-composition",
      severity: "error",
      from: { path: "^lib/(realtime|db)/", pathNot: "^lib/db/seed[^/]*\\.ts$" },
      to: { path: "^lib/(commands|idempotency|registry|runtime|start)\\.ts$" },
    },
    {
      name: "the-command-runner-knows-no-module",
      severity: "error",
      from: { path: "^lib/(commands|idempotency)\\.ts$" },
      to: { path: `^lib/${aModule}/` },
    },
    {
      name: "the-registry-reads-contracts-only",
      severity: "error",
      from: { path: "^lib/registry\\.ts$" },
      to: { path: `^lib/${aModule}/(?!(?:vocabulary|contract)\\.ts$)` },
    },
    {
      name: "a-module-uses-anothers-face",
      comment:
        "Its contract, policy, queries, and the locks, changes and events that it offers to others' commands; whole commands are composed in jobs.ts or server.ts.",
      severity: "error",
      from: { path: `^lib/(${aModule})/`, pathNot: `^lib/${aModule}/jobs\\.ts$` },
      to: {
        path: `^lib/${aModule}/(commands|jobs|reducer|statements)\\.ts$`,
        pathNot: "^lib/$1/",
        ...runtimeOnly,
      },
    },
    {
      name: "tables-stay-in-their-module",
      comment:
        "A foreign key between two tables.ts, the command runner's own table and the demo seed are the exceptions.",
      severity: "error",
      from: {
        path: "^(?:lib/([^/]+)/|app/|components/|hooks/|lib/|server\\.ts)",
        pathNot: ["^lib/[^/]+/tables\\.ts$", "^lib/db/seed[^/]*\\.ts$", "^lib/(commands|idempotency)\\.ts$"],
      },
      to: { path: "^lib/[^/]+/tables\\.ts$", pathNot: "^lib/$1/tables\\.ts$" },
    },
    {
      name: "pure-files-import-pure-files",
      comment:
        "contract, policy and reducer run everywhere: no framework, no I/O. The two packages do none either.",
      severity: "error",
      from: { path: `^lib/${aModule}/(vocabulary|contract|policy|reducer)\\.ts$` },
      to: {
        pathNot: [
          "(^|/)node_modules/(zod|fractional-indexing)/",
          `^lib/${aModule}/(vocabulary|contract|policy|reducer)\\.ts$`,
          "^lib/realtime/(contract|event)\\.ts$",
          "^lib/auth/actor\\.ts$",
          "^lib/i18n/(times|days)\\.ts$",
        ],
      },
    },
    {
      name: "lib-draws-nothing",
      comment:
        "Pages' helpers of lib/auth and the catalogues are bound to Next; the rest of lib runs without a framework.",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/(auth|i18n)/" },
      to: { path: frameworks },
    },
    {
      name: "shared-code-reaches-no-server",
      comment: "Whatever is not a server file may end in a browser: server files are types to it, at most.",
      severity: "error",
      from: { path: ["^(components|hooks|lib)/", "^app/.*/?(error|global-error)\\.tsx$"], pathNot: server },
      to: { path: server, ...runtimeOnly },
    },
    {
      name: "shared-code-needs-no-server-package",
      severity: "error",
      from: { path: ["^(components|hooks|lib)/", "^app/.*/?(error|global-error)\\.tsx$"], pathNot: server },
      to: { path: serverPackages, ...runtimeOnly },
    },
    {
      name: "shared-code-needs-no-node",
      severity: "error",
      from: { path: ["^(components|hooks|lib)/", "^app/.*/?(error|global-error)\\.tsx$"], pathNot: server },
      to: { dependencyTypes: ["core"], ...runtimeOnly },
    },
  ],
  options: {
    // Without it, an import that is only a type would be invisible, and with it a cycle of types is a cycle too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(\\.next|dist)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Development writes each address on the terminal; a one-time link stands in these.
  logging: { incomingRequests: { ignore: [/^\/(invitacion|instalar|api\/invitations)\//] } },
  // `npm run check:types` checks the whole tree, tests included; a club that builds need not wait for it twice.
  typescript: { ignoreBuildErrors: true },
  // Browsers ask for it where a page has not named its icon yet.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  // The texts reach the page parsed (lib/i18n/compiled.ts): the parser would be a tenth of what a phone loads beyond React.
  turbopack: {
    resolveAlias: {
      "use-intl/format-message": "./node_modules/use-intl/dist/esm/production/format-message/format-only.js",
    },
  },
  // Bundled, these lose their native parts or exist twice in one process.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "postgres",
    "pino",
    "pino-pretty",
    "@node-rs/argon2",
    "socket.io",
    "engine.io",
  ],
};

export default config;

import { readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, sep } from "node:path";

type Params = Record<string, string | string[]>;
type Handler = (request: Request, context: { params: Promise<Params | undefined> }) => Promise<Response>;

export interface ApiRoute {
  /** As Next writes it: `/api/caddies/[caddieId]`. */
  path: string;
  segments: string[];
  methods: Record<string, Handler>;
}

const ROOT = join(process.cwd(), "app");
const METHOD = /^[A-Z]+$/;
/** The sign-in library's own door needs Next around it; the browser tests go through it. */
const LEFT_OUT = "/api/auth/[...nextauth]";

/** All handlers of `app/api`, as Next would find them; fixed segments before parameters. */
export async function loadRoutes(): Promise<ApiRoute[]> {
  const paths = readdirSync(join(ROOT, "api"), { recursive: true, encoding: "utf8" })
    .filter((file) => file === "route.ts" || file.endsWith(`${sep}route.ts`))
    .map((file) => `/api/${file.split(sep).slice(0, -1).join("/")}`)
    .filter((path) => path !== LEFT_OUT)
    .sort((a, b) => (a.replaceAll("[", "~") < b.replaceAll("[", "~") ? -1 : 1));
  return Promise.all(
    paths.map(async (path) => {
      const module: Record<string, Handler> = await import(
        /* @vite-ignore */ join(ROOT, path.slice(1), "route.ts")
      );
      const methods = Object.fromEntries(Object.entries(module).filter(([name]) => METHOD.test(name)));
      return { path, segments: path.split("/").slice(1), methods };
    }),
  );
}

/** The parameters of a path under a route, or null when it is not of this route. */
function match(route: ApiRoute, path: string[]): Params | null {
  const params: Params = {};
  for (const [i, segment] of route.segments.entries()) {
    const rest = /^\[\.\.\.(.+)\]$/.exec(segment)?.[1];
    if (rest) return path.length > i ? { ...params, [rest]: path.slice(i) } : null;
    const name = /^\[(.+)\]$/.exec(segment)?.[1];
    const part = path[i];
    if (part === undefined || (!name && part !== segment)) return null;
    if (name) params[name] = decodeURIComponent(part);
  }
  return path.length === route.segments.length ? params : null;
}

/** Answers one request of Node's server with the route's own handler. */
export async function answer(
  routes: readonly ApiRoute[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { host = "localhost" } = incoming.headers;
  const url = new URL(
    incoming.url ?? "/",
    URL.canParse(`http://${host}`) ? `http://${host}` : "http://localhost",
  );
  const path = url.pathname.split("/").slice(1);
  for (const route of routes) {
    const params = match(route, path);
    if (!params) continue;
    const handler = route.methods[incoming.method ?? ""];
    if (!handler) return void outgoing.writeHead(405).end();
    // As Next does it: an address without parameters has none at all.
    const given = Object.keys(params).length > 0 ? params : undefined;
    const response = await handler(requestOf(incoming, url), { params: Promise.resolve(given) });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
    return;
  }
  outgoing.writeHead(404).end();
}

function requestOf(incoming: IncomingMessage, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const method = incoming.method ?? "GET";
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on("data", (chunk: Buffer) => controller.enqueue(chunk));
      incoming.once("end", () => controller.close());
      incoming.once("error", (error) => controller.error(error));
    },
    // What nobody reads any more is let through, so that the answer still finds its connection.
    cancel() {
      incoming.removeAllListeners("data").removeAllListeners("end").resume();
    },
  });
  const init: RequestInit & { duplex: "half" } = { method, headers, body, duplex: "half" };
  return new Request(url, init);
}

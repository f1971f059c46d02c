import { isDatabaseAway } from "./db/errors";
import { isAppError } from "./http/problem";
import { catalogueOf } from "./i18n/catalogue";
import { compiledCatalogueOf, compiledOverlaysOf } from "./i18n/compiled";
import type { Overlays } from "./i18n/words";
import { runtime } from "./runtime";
import type { Locale } from "./users/vocabulary";
import { LOCALES } from "./users/vocabulary";
import { readWall } from "./wall-door";
import { programBuild } from "./wall-program";
import type { WallState } from "./walls/contract";

/** What the page begins with; `closed`: no screen is behind its cookie. */
interface Boot {
  build: string;
  state: WallState | null;
  closed: boolean;
  live: boolean;
}

/**
 * `GET /tablero`: a page of its own, without the club's application around it. It comes whatever happens: a television
 * that once shows its browser's own error page is never looked after again.
 */
export async function wallPage(request: Request): Promise<Response> {
  const { env, log } = runtime();
  const build = programBuild();
  // For sockets at another address the screen's cookie does not go there.
  const live = env.REALTIME === "on" && env.NEXT_PUBLIC_WS_URL === undefined;
  const boot: Boot = { build, state: null, closed: false, live };
  const headers = new Headers({ "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  try {
    const { state, renewed } = await readWall(request.headers.get("cookie"));
    boot.state = state;
    headers.set("set-cookie", renewed);
  } catch (error) {
    if (isAppError(error) && error.status === 401) boot.closed = true;
    else if (isDatabaseAway(error)) log.warn({ err: error }, "a screen begins without its board");
    else throw error;
  }
  const nonce = /'nonce-([^']+)'/.exec(request.headers.get("content-security-policy") ?? "")?.[1] ?? "";
  return new Response(html(boot, nonce), { headers });
}

/** What a browser shows that is too old for the program: the program puts its own in that place at once. */
const broken = (locale: Locale) =>
  `<main class="wall-waiting"><h1 class="mid">${catalogueOf(locale).wall.broken}</h1></main>`;

/** What a screen says, parsed, in both languages and all words: a club may change them while the screen is on. */
function textsOf(locale: Locale) {
  const { wall, time } = compiledCatalogueOf(locale);
  const overlays: Overlays = Object.fromEntries(
    Object.entries(compiledOverlaysOf(locale)).flatMap(([word, over]) =>
      over.wall === undefined ? [] : [[word, { wall: over.wall }]],
    ),
  );
  return { texts: { wall, time }, overlays };
}

function html(boot: Boot, nonce: string): string {
  const locale = boot.state?.club.language ?? "es";
  const texts = Object.fromEntries(LOCALES.map((known) => [known, textsOf(known)]));
  // What begins a tag would end the script that holds it.
  const data = JSON.stringify({ boot, texts }).replace(/</g, "\\u003c");
  const file = (ending: string) => `/pantalla/tablero.${ending}?${boot.build}`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="theme-color" content="#0b1410">
<title>${catalogueOf(locale).wall.title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="${file("css")}">
</head>
<body>
<div id="tablero">${broken(locale)}</div>
<script id="datos" type="application/json">${data}</script>
<script nonce="${nonce}" src="${file("js")}" defer></script>
</body>
</html>
`;
}

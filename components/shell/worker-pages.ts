import { offline as en } from "@/lib/i18n/en.json";
import { offline as es } from "@/lib/i18n/es.json";

/** The one page that is kept: the board, as the server last rendered it for the person who is signed in. */
const BOARD = "/turnos";
const CACHE = "caddiepro-board";
const KEPT_AT = "x-kept-at";
/** With something to show, nobody waits longer for a network that may be none; what comes later is kept all the same. */
const PATIENCE_MS = 4_000;

/** Counts whose page may be kept: what was asked for before somebody left is not kept after it. */
let person = 0;

/** Forgets the page of whoever was signed in. */
export async function forgetBoard(): Promise<void> {
  person++;
  await caches.delete(CACHE);
}

/** Fetches the board for later, unless one is kept: the very first visit came past this worker. */
export async function keepBoard(): Promise<void> {
  if (await (await caches.open(CACHE)).match(BOARD)) return;
  const whose = person;
  await keep(await fetch(BOARD, { redirect: "manual" }), whose);
}

/** A page from the network; without one the board as it was kept, marked with its time, or a page that says how it is. */
export async function openPage(request: Request, event: ExtendableEvent): Promise<Response> {
  const { pathname } = new URL(request.url);
  const whose = person;
  const coming = fetch(request).then((response) => {
    // Something between us and the server speaks for it, or it is only just starting.
    if (response.status >= 502 && response.status <= 504) throw new TypeError("the server is away");
    // Beside the answer, which begins to be drawn before its end is here.
    if (pathname === BOARD) event.waitUntil(keep(response.clone(), whose));
    return response;
  });
  event.waitUntil(coming.catch(() => undefined));
  const kept = await keptBoard();
  try {
    return await (kept && pathname === BOARD ? within(PATIENCE_MS, coming) : coming);
  } catch {
    if (kept && pathname === BOARD) return kept.response;
    return kept && pathname === "/" ? Response.redirect(BOARD) : offlinePage(request.url, kept?.language);
  }
}

async function keep(response: Response, whose: number): Promise<void> {
  // The board sends whoever is not signed in elsewhere: the session is over.
  if (response.type === "opaqueredirect") return forgetBoard();
  if (response.status !== 200 || whose !== person) return;
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  const cache = await caches.open(CACHE);
  await cache.put(BOARD, new Response(await response.text(), { headers }));
  // Somebody left while it was written.
  if (whose !== person) await caches.delete(CACHE);
}

/** The kept page with its time on it, in ms since 1970, and words that show before its scripts do; null without one. */
async function keptBoard(): Promise<{ response: Response; language: string } | null> {
  const found = await (await caches.open(CACHE)).match(BOARD);
  if (!found) return null;
  const html = await found.text();
  const keptAt = Number(found.headers.get(KEPT_AT));
  const { language, words } = textsOf(/<html lang="(\w+)"/.exec(html)?.[1]);
  const at = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(keptAt);
  const marks = `data-kept-at="${keptAt}" data-kept-words="${escaped(said(words, "kept", at))}"`;
  const response = new Response(html.replace("<html ", `<html ${marks} `), { headers: found.headers });
  return { response, language };
}

/** Whole in itself: no file of a build is needed to show it. `known`: the language of the board that is kept, if one is. */
function offlinePage(url: string, known: string | undefined): Response {
  const { language, words } = textsOf(known);
  const mark =
    '<svg width="64" height="64" viewBox="0 0 64 64" aria-hidden="true"><rect width="64" height="64" rx="16" fill="#f2b705"/><path d="M26 46V14l20 8-20 9M14 47c5-4 11-6 18-6s13 2 18 6" fill="none" stroke="#0e4a35" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>';
  const { pathname, search } = new URL(url);
  const link = (href: string, text: string, look: string) =>
    `<a class="${look}" href="${escaped(href)}">${escaped(text)}</a>`;
  const board = known ? link(BOARD, words.board, "ghost") : "";
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><title>${escaped(words.title)}</title><style>${STYLE}</style><main>${mark}<h1>${escaped(words.title)}</h1><p>${escaped(words.help)}</p>${link(pathname + search, words.retry, "main")}${board}</main></html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  };
  return new Response(html, { status: 503, headers });
}

/** The tokens of app/globals.css, of which this page cannot know. */
const STYLE = `:root{color-scheme:light dark;--bg:#f4f2eb;--ink:#15211b;--muted:#586259;--line:#dad6c8;--surface:#fff;--brand:#0e4a35;--brand-ink:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#0b1410;--ink:#eef3ef;--muted:#9daaa1;--line:#24332b;--surface:#121e18;--brand:#2ba573;--brand-ink:#05140d}}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
main{min-height:100dvh;box-sizing:border-box;padding:32px 20px;display:flex;flex-direction:column;align-items:center;justify-content:center;text-align:center}
h1{font-size:24px;line-height:1.25;margin:20px 0 0}p{max-width:24rem;margin:10px 0 24px;color:var(--muted)}
a{box-sizing:border-box;display:flex;align-items:center;justify-content:center;min-height:56px;width:100%;max-width:20rem;padding:8px 20px;margin-bottom:10px;border-radius:12px;font-weight:600;font-size:17px;text-decoration:none}
.main{background:var(--brand);color:var(--brand-ink)}.ghost{border:1px solid var(--line);background:var(--surface);color:var(--ink)}
a:focus-visible{outline:3px solid #1d4ed8;outline-offset:2px}`;

function textsOf(given: string | undefined): { language: "es" | "en"; words: typeof es } {
  return given?.startsWith("en") ? { language: "en", words: en } : { language: "es", words: es };
}

const said = (words: typeof es, key: keyof typeof es, at: string) => words[key].replace("{at}", at);

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

function within<T>(ms: number, coming: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TypeError("nobody answered in time")), ms);
    coming.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

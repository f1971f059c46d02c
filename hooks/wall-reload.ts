/** A server that keeps offering another program than it serves must not make its screens flicker. */
const AT_MOST_EVERY_MS = 10 * 60_000;
const KEY = "tablero.cargado";

/**
 * Loads the page anew where the server answers: a screen that was left with the browser's own error page would never
 * come back by itself.
 */
export async function reloadPage(): Promise<void> {
  const last = Number(read() ?? 0);
  // A clock that was set back must not forbid it for ever.
  if (Math.abs(Date.now() - last) < AT_MOST_EVERY_MS) return;
  const answer = await fetch("/tablero", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  write(String(Date.now()));
  window.location.reload();
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
function write(value: string): void {
  try {
    sessionStorage.setItem(KEY, value);
  } catch {
    return;
  }
}

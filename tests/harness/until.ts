const waiting = new Set<() => void>();
const PATIENCE_MS = 10_000;

/** Whoever records something tells it here, and every `until` looks again. */
export function noticed(): void {
  for (const look of [...waiting]) look();
}

/**
 * Resolves as soon as the condition holds; it is looked at after each thing that a client records, never by the clock.
 * @throws Error that names what was waited for, after 10 s
 */
export function until(condition: () => boolean, what: string): Promise<void> {
  const late = new Error(`waited in vain for: ${what}`);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      waiting.delete(look);
      reject(late);
    }, PATIENCE_MS);
    function look() {
      if (!condition()) return;
      clearTimeout(timer);
      waiting.delete(look);
      resolve();
    }
    waiting.add(look);
    look();
  });
}

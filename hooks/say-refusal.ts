/** Before the next try to fetch the code that shows it. */
const AGAIN_MS = 2_000;

/**
 * Shows why a change was not made, for some seconds; the same `id` replaces what it said before. The code that does so
 * comes apart from the page, and what is to be said waits for it.
 */
export function sayRefusal(text: string, id: string): void {
  import("sonner").then(
    ({ toast }) => toast.error(text, { id }),
    () => setTimeout(() => sayRefusal(text, id), AGAIN_MS),
  );
}

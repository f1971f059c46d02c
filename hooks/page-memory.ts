import type { PageScope } from "./socket-context";

type Page = Pick<PageScope, "board" | "client" | "outbox">;

/** Before the next try to fetch the code. */
const AGAIN_MS = 2_000;

/**
 * Gives a page what its device keeps for this person: what waits to be sent, and the last board. Its code comes apart from
 * the page, and taps wait for it. Returns the function that ends it.
 */
export function openPageMemory(owner: string, page: Page): () => void {
  let end = () => {};
  let over = false;
  const load = async () => {
    for (;;) {
      try {
        const { openSender } = await import("./device-page");
        const opened = await openSender(owner, page);
        if (over) opened.end();
        else end = opened.end;
        return opened.sender;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  };
  page.outbox.start(load);
  return () => {
    over = true;
    end();
    page.outbox.stop();
  };
}

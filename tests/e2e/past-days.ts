import type { Page } from "playwright-core";
import type { OpenDay } from "../../lib/closes/contract";
import type { Club } from "./club";

/** Closes every day that is due, as the clock does it some time after the start. */
export async function closePastDays(club: Club, admin: Page): Promise<void> {
  const headers = { origin: club.server.url };
  for (;;) {
    const { open } = (await (await admin.request.get("/api/closes?limit=1")).json()) as { open: OpenDay };
    if (Date.parse(open.closesAt) > Date.now()) return;
    await admin.request.post("/api/closes", { data: { day: open.day }, headers });
  }
}

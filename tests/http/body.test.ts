import { expect, it } from "vitest";
import { isDatabaseAway } from "@/lib/db/errors";
import { readJson } from "@/lib/http/body";

it("a body whose sender goes away in the middle is his doing, not the database's", async () => {
  const gone = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"name":'));
    },
    pull(controller) {
      controller.error(gone);
    },
  });
  const init = { method: "POST", body, duplex: "half", headers: { "content-type": "application/json" } };
  const error: unknown = await readJson(new Request("http://club.test/api", init)).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: "MALFORMED", status: 400 });
  expect(isDatabaseAway(gone)).toBe(true);
  expect(isDatabaseAway(error)).toBe(false);
});

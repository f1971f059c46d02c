import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { throttled } from "@/lib/auth/throttle";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const fails = async () => null;
const succeeds = async () => "in";
const newIdentifier = () => `user-${Math.random()}@x.club`;

/** How long an attempt is held back, in ms. */
async function delayOf(identifier: string, attempt: () => Promise<string | null>): Promise<number> {
  const begun = Date.now();
  let heldFor = -1;
  const tried = throttled(identifier, `address of ${identifier}`, () => {
    heldFor = Date.now() - begun;
    return attempt();
  });
  await vi.advanceTimersByTimeAsync(5_000);
  await tried;
  return heldFor;
}

describe("[R-03] sign-in attempts", () => {
  it("are each slower than the last, and quick again after a success", async () => {
    const identifier = newIdentifier();
    const delays: number[] = [];
    for (let n = 0; n < 4; n++) delays.push(await delayOf(identifier, fails));
    expect(delays).toEqual([0, 150, 300, 450]);
    await delayOf(identifier, succeeds);
    expect(await delayOf(identifier, fails)).toBe(0);
  });

  it("end after ten failures for a quarter of an hour, whatever the case of the letters", async () => {
    const identifier = newIdentifier();
    for (let n = 0; n < 10; n++) await delayOf(n % 2 ? identifier : identifier.toUpperCase(), fails);
    await expect(throttled(identifier, "elsewhere", succeeds)).rejects.toMatchObject({
      code: "RATE_LIMITED",
      extra: { retryAfter: expect.any(Number) },
    });
    await vi.advanceTimersByTimeAsync(15 * 60_000);
    expect(await throttled(identifier, "elsewhere", succeeds)).toBe("in");
  });

  it("do not count as a failure of the address when they succeed", async () => {
    for (let n = 0; n < 150; n++) expect(await throttled(newIdentifier(), "the club", succeeds)).toBe("in");
  });

  it("sent by thousands at once from one address are few that are checked, and the neighbours do not wait", async () => {
    const started: string[] = [];
    const check = (whose: string) => async () => {
      started.push(whose);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return whose === "neighbour" ? "in" : null;
    };
    const flood = Array.from({ length: 5_000 }, () =>
      throttled(newIdentifier(), "the flood", check("flood")),
    );
    const ends = Promise.allSettled(flood);
    const neighbour = throttled(newIdentifier(), "next door", check("neighbour"));
    await vi.advanceTimersByTimeAsync(30);
    expect(await neighbour).toBe("in");
    // Those of the flood that were checked meanwhile: never more than a handful side by side.
    expect(started.length).toBeLessThan(30);
    await vi.advanceTimersByTimeAsync(60_000);
    const refused = (await ends).filter(({ status }) => status === "rejected");
    const checked = started.filter((whose) => whose === "flood").length;
    expect(checked).toBeGreaterThanOrEqual(100);
    expect(checked).toBeLessThan(110);
    expect(refused).toHaveLength(5_000 - checked);
  });

  it("that an address may not make any more do not lock the identifier", async () => {
    const identifier = newIdentifier();
    const shut = `shut ${identifier}`;
    for (let n = 0; n < 100; n++) await throttled(newIdentifier(), shut, fails);
    for (let n = 0; n < 20; n++) await expect(throttled(identifier, shut, succeeds)).rejects.toThrow();
    expect(await throttled(identifier, "elsewhere", succeeds)).toBe("in");
  });

  it("that break down are passed on as they are", async () => {
    await expect(
      throttled(newIdentifier(), "the club", () => Promise.reject(new Error("the database is away"))),
    ).rejects.toThrow("the database is away");
  });
});

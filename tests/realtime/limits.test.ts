import { afterEach, describe, expect, it, vi } from "vitest";
import {
  CONNECTS_PER_MINUTE,
  createLimits,
  EVENT_BURST_PER_SECOND,
  EVENTS_PER_MINUTE,
  FAILURES_PER_MINUTE,
  type Limits,
  MAX_MESSAGE_BYTES,
  MAX_WAITING_BYTES,
  MAX_WAITING_PACKETS,
  take,
} from "@/lib/realtime/limits";

afterEach(() => {
  vi.useRealTimers();
});

describe("[R-03] the limits of a connection", () => {
  it("are those of the protocol", () => {
    expect([EVENTS_PER_MINUTE, EVENT_BURST_PER_SECOND, CONNECTS_PER_MINUTE, FAILURES_PER_MINUTE]).toEqual([
      100, 20, 30, 100,
    ]);
    expect([MAX_MESSAGE_BYTES, MAX_WAITING_PACKETS, MAX_WAITING_BYTES]).toEqual([10_240, 1000, 4_194_304]);
  });

  const each: [keyof Limits, number, number][] = [
    ["eventsPerMinute", 100, 60],
    ["eventBurst", 20, 1],
    ["connects", 30, 60],
    ["failures", 100, 60],
  ];
  it.each(each)(
    "%s: %i in %i s, then none until they are over, each key on its own",
    async (name, points, seconds) => {
      vi.useFakeTimers();
      const limiter = createLimits()[name];
      for (let n = 0; n < points; n++) expect(await take(limiter, "a")).toEqual({ ok: true, overdrawn: 0 });
      vi.advanceTimersByTime(seconds * 1000 - 1);
      expect(await take(limiter, "a")).toEqual({ ok: false, overdrawn: 1 });
      expect(await take(limiter, "a")).toEqual({ ok: false, overdrawn: 2 });
      expect((await take(limiter, "b")).ok).toBe(true);
      vi.advanceTimersByTime(1);
      expect((await take(limiter, "a")).ok).toBe(true);
    },
  );

  it("tell a fault of the limiter from a limit", async () => {
    const limiter = createLimits().connects;
    vi.spyOn(limiter, "consume").mockRejectedValue(new Error("out of memory"));
    await expect(take(limiter, "a")).rejects.toThrow("out of memory");
  });
});

import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLogger } from "@/lib/telemetry/logger";
import { suspicious } from "@/lib/telemetry/suspicion";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function listen() {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const { time: _time, ...line } = JSON.parse(chunk.toString());
      lines.push(line);
      done();
    },
  });
  return { lines, log: createLogger("info", false, sink) };
}
const line = (fields: object) => ({ level: 40, msg: "suspicious", ...fields });

describe("[R-03] suspicious behaviour", () => {
  it("is told at once, at warn, with user, address and reason", () => {
    const { lines, log } = listen();
    suspicious(log, { userId: "u1", address: "10.0.0.1", reason: "too many events" });
    suspicious(log, { address: "10.0.0.2", reason: "foreign origin" });
    expect(lines).toEqual([
      line({ userId: "u1", address: "10.0.0.1", reason: "too many events" }),
      line({ address: "10.0.0.2", reason: "foreign origin" }),
    ]);
  });

  it("takes one line a minute for one user and reason, however often it happens, and the line says how often", () => {
    const { lines, log } = listen();
    const again = () => suspicious(log, { userId: "u1", address: "10.0.0.1", reason: "too many events" });
    for (let second = 0; second < 150; second++) {
      for (let n = 0; n < 1_000; n++) again();
      vi.advanceTimersByTime(1_000);
    }
    expect(lines.map(({ count }) => count)).toEqual([undefined, 59_999, 60_000]);
    vi.advanceTimersByTime(60_000);
    expect(lines.at(-1)?.count).toBe(30_000);
    vi.advanceTimersByTime(600_000);
    expect(lines).toHaveLength(4);
    again();
    expect(lines).toHaveLength(5);
    expect(lines[4]).not.toHaveProperty("count");
  });

  it("names a user by himself and others by their address, each reason apart", () => {
    const { lines, log } = listen();
    for (const userId of ["u1", "u2", undefined, undefined]) {
      for (const reason of ["foreign origin", "malformed frame"] as const)
        suspicious(log, { userId, address: "10.0.0.1", reason });
    }
    expect(lines.map(({ userId, reason }) => [userId, reason])).toEqual(
      ["u1", "u2", undefined].flatMap((who) => [
        [who, "foreign origin"],
        [who, "malformed frame"],
      ]),
    );
  });

  it("names a hundred addresses a minute and counts the rest together, so that no attack fills the disk", () => {
    const { lines, log } = listen();
    for (let n = 0; n < 5_000; n++)
      suspicious(log, { address: `10.0.${n >> 8}.${n & 255}`, reason: "malformed frame" });
    expect(lines).toHaveLength(101);
    expect(lines.at(-1)).toMatchObject({ address: "others" });
    suspicious(log, { address: "10.9.9.9", reason: "foreign origin" });
    expect(lines).toHaveLength(102);
    vi.advanceTimersByTime(60_000);
    expect(lines.at(-1)).toEqual(line({ address: "others", reason: "malformed frame", count: 4_899 }));
    vi.advanceTimersByTime(60_000);
    suspicious(log, { address: "10.0.0.200", reason: "malformed frame" });
    expect(lines.at(-1)).toMatchObject({ address: "10.0.0.200" });
  });
});

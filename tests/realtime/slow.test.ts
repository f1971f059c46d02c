import { describe, expect, it } from "vitest";
import type { LiveSocket } from "@/lib/realtime/live-socket";
import { isSlow } from "@/lib/realtime/slow";

// The kernel takes what waits in steps of a size of its own, so the figures of a connection are set by hand here;
// stalled.db.test.ts does it with real ones.
function connection(bufferedAmount: number, packets: string[] = []) {
  const handle = { bytesWritten: bufferedAmount, writeQueueSize: bufferedAmount };
  const ws = { bufferedAmount, _socket: { _handle: handle } };
  const writeBuffer = packets.map((data) => ({ data }));
  const conn = { writeBuffer, transport: { socket: ws } };
  return { socket: { conn } as unknown as LiveSocket, handle, ws, writeBuffer };
}
const looks = (socket: LiveSocket, times: number) => Array.from({ length: times }, () => isSlow(socket));

describe("a consumer", () => {
  it("[R-13] of one large write that drains bit by bit is not slow", () => {
    const { socket, handle } = connection(3_000_000);
    for (let second = 0; second < 20; second++) {
      handle.writeQueueSize -= 20_000;
      expect(isSlow(socket)).toBe(false);
    }
    expect(looks(socket, 4)).toEqual([false, false, false, true]);
  });

  it("[R-13] that stood still is forgiven once nothing waits for it", () => {
    const { socket, ws } = connection(1_000);
    expect(looks(socket, 4)).not.toContain(true);
    ws.bufferedAmount = 0;
    expect(isSlow(socket)).toBe(false);
    ws.bufferedAmount = 1_000;
    expect(looks(socket, 5)).toEqual([false, false, false, false, true]);
  });

  it("[R-13] with more than 1,000 packets or 4 MB waiting is slow at once", () => {
    expect(isSlow(connection(0, Array(1000).fill("x")).socket)).toBe(false);
    expect(isSlow(connection(0, Array(1001).fill("x")).socket)).toBe(true);
    const half = 2 * 1024 * 1024;
    expect(isSlow(connection(half, ["x".repeat(half)]).socket)).toBe(false);
    expect(isSlow(connection(half, ["x".repeat(half + 1)]).socket)).toBe(true);
  });
});

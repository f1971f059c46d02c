import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type BoardChange, cacheFromSnapshot } from "../../hooks/board-cache";
import { openDeviceMemory } from "../../hooks/device-memory";
import type { OutboxNews } from "../../hooks/outbox-shelf";
import { caddieId, PaperYard } from "../caddies/paper-yard";
import "fake-indexeddb/auto";

const MARTA = "club:marta";
const PEDRO = "club:pedro";
const HOUR = 60 * 60_000;
const cache = cacheFromSnapshot(new PaperYard(2).snapshot());
let taps = 0;

function tap(at = Date.now()): BoardChange {
  taps += 1;
  return {
    ...{ opId: `tap-${taps}`, at: new Date(at).toISOString(), name: "Ana", method: "PATCH", path: "/" },
    intention: { kind: "status", caddieId: caddieId(0), status: "Ausente" },
  };
}

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("navigator", {});
});

describe("what a device keeps", () => {
  it("[R-09] is there for the next page, in the order of the taps, whole", async () => {
    const { shelf } = await openDeviceMemory(MARTA);
    const [one, two] = [await shelf.add(tap()), await shelf.add(tap())];
    await shelf.put([{ ...one, state: "held" }]);
    shelf.close();
    const next = await openDeviceMemory(MARTA);
    expect(next.shelf.durable).toBe(true);
    expect(await next.shelf.all()).toEqual([{ ...one, state: "held" }, two]);
    await next.shelf.remove([one]);
    expect(await next.shelf.all()).toEqual([two]);
    next.shelf.close();
  });

  it("[C-17] holds the last board with its age", async () => {
    const memory = await openDeviceMemory(MARTA);
    expect(await memory.board()).toBeNull();
    const at = Date.now();
    await memory.keepBoard({ cache, at });
    memory.shelf.close();
    const next = await openDeviceMemory(MARTA);
    expect(await next.board()).toEqual({ cache, at });
    next.shelf.close();
  });

  it("[R-09] of one is not another's; his board goes when another opens, his taps after a day", async () => {
    const marta = await openDeviceMemory(MARTA);
    const young = await marta.shelf.add(tap(Date.now() - HOUR));
    await marta.shelf.add(tap(Date.now() - 25 * HOUR));
    await marta.keepBoard({ cache, at: Date.now() });
    marta.shelf.close();
    const pedro = await openDeviceMemory(PEDRO);
    expect([await pedro.shelf.all(), await pedro.board()]).toEqual([[], null]);
    pedro.shelf.close();
    const again = await openDeviceMemory(MARTA);
    expect([await again.shelf.all(), await again.board()]).toEqual([[young], null]);
    again.shelf.close();
  });

  it("[R-09] is empty after a sign-out, also of what another window was about to write", async () => {
    const [one, two] = [await openDeviceMemory(MARTA), await openDeviceMemory(MARTA)];
    const before = Date.now();
    await one.shelf.add(tap(before));
    await one.shelf.clear();
    await two.shelf.add(tap(before));
    await two.keepBoard({ cache, at: before });
    expect([await two.shelf.all(), await two.board()]).toEqual([[], null]);
    const later = await two.shelf.add(tap(Date.now() + 1_000));
    expect(await one.shelf.all()).toEqual([later]);
    for (const { shelf } of [one, two]) shelf.close();
  });

  it("[R-09] is told to the person's other windows, and to nobody else's", async () => {
    const [one, two] = [await openDeviceMemory(MARTA), await openDeviceMemory(MARTA)];
    const pedro = await openDeviceMemory(PEDRO);
    const heard: [string, OutboxNews][] = [];
    const told = new Promise<void>((resolve) => {
      two.shelf.onNews((news) => {
        heard.push(["two", news]);
        resolve();
      });
    });
    pedro.shelf.onNews((news) => heard.push(["pedro", news]));
    one.shelf.tell({ kind: "sent", opId: "tap", cursors: { "list-1": { epoch: "e", seq: 4 } } });
    await told;
    expect(heard).toEqual([
      ["two", { kind: "sent", opId: "tap", cursors: { "list-1": { epoch: "e", seq: 4 } } }],
    ]);
    for (const { shelf } of [one, two, pedro]) shelf.close();
  });

  it("[R-09] is used by one window at a time, where the browser knows locks", async () => {
    const asked: string[] = [];
    const locks = {
      request: (name: string, work: () => unknown) => {
        asked.push(name);
        return work();
      },
    };
    vi.stubGlobal("navigator", { locks });
    const { shelf } = await openDeviceMemory(MARTA);
    expect(await shelf.exclusively(async () => 7)).toBe(7);
    expect(asked).toEqual([`caddiepro:${MARTA}`]);
    vi.stubGlobal("navigator", {});
    expect(await shelf.exclusively(async () => 8)).toBe(8);
    shelf.close();
  });
});

describe("a device that keeps nothing", () => {
  it.each([
    ["has no IndexedDB", undefined],
    [
      "hides it",
      {
        open() {
          throw new DOMException("not in a private window", "SecurityError");
        },
      },
    ],
  ])("%s: all is in memory, and says so", async (_why, lent) => {
    vi.stubGlobal("indexedDB", lent);
    const memory = await openDeviceMemory(MARTA);
    expect(memory.shelf.durable).toBe(false);
    await memory.shelf.add(tap());
    await memory.keepBoard({ cache, at: 1 });
    expect(await memory.board()).toBeNull();
    const { shelf } = await openDeviceMemory(MARTA);
    expect(await shelf.all()).toEqual([]);
  });
});

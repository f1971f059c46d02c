import { describe, expect, it } from "vitest";
import type { Outbox } from "../../hooks/outbox";
import { SENDABLE_MS } from "../../hooks/outbox-entry";
import { MemoryShelf } from "../../hooks/outbox-shelf";
import { caddieId } from "../caddies/paper-yard";
import { TestDevice } from "./test-device";

const statuses = (outbox: Outbox) =>
  outbox.view.items.map(({ change, status }) => `${change.opId} ${status}`);
const waiting = (outbox: Outbox) => outbox.waiting().map(({ opId }) => opId);
const MINUTE = 60_000;

describe("what was tapped", () => {
  it("[R-09] is kept before it is sent, goes out in order, and is forgotten when it is done", async () => {
    const device = new TestDevice();
    const page = device.open();
    for (const caddie of [1, 2, 3]) device.tap(page, caddie);
    expect(statuses(page)).toEqual(["tap-1 saving", "tap-2 saving", "tap-3 saving"]);
    await device.settle();
    expect(device.server.effects).toEqual(["tap-1", "tap-2", "tap-3"]);
    expect(device.entries).toEqual([]);
    expect(waiting(page)).toEqual([]);
    expect(statuses(page)).toEqual(["tap-3 sent", "tap-2 sent", "tap-1 sent"]);
  });

  it("[R-09] survives a reload, and what is tapped after it goes out after it", async () => {
    const device = new TestDevice();
    device.server.network = "away";
    const before = device.open();
    device.tap(before, 1);
    device.tap(before, 2);
    await device.settle();
    device.close(before);
    device.server.network = "well";
    const after = device.open();
    device.tap(after, 3);
    await device.settle();
    expect(device.server.effects).toEqual(["tap-1", "tap-2", "tap-3"]);
  });

  it("I6 [R-09] whose answer was lost is sent again under the same key: one effect", async () => {
    const device = new TestDevice();
    device.server.network = "loses answers";
    const page = device.open();
    device.tap(page, 1);
    await device.settle();
    expect(statuses(page)).toEqual(["tap-1 queued"]);
    device.server.network = "well";
    device.clock.pass(MINUTE);
    await device.settle();
    expect(device.server.effects).toEqual(["tap-1"]);
    expect(device.server.heard.map(({ opId }) => opId)).toEqual(["tap-1", "tap-1"]);
    expect(waiting(page)).toEqual([]);
  });

  it("[R-09] waits as long as the server asks for, and no tap pushes past", async () => {
    const device = new TestDevice();
    device.server.network = "busy";
    const page = device.open();
    device.tap(page, 1);
    await device.settle();
    device.server.network = "well";
    device.tap(page, 2);
    device.clock.pass(900);
    await device.settle();
    expect(device.server.heard).toEqual([]);
    expect(page.view.paused).toBe(true);
    device.clock.pass(100);
    await device.settle();
    expect(device.server.effects).toEqual(["tap-1", "tap-2"]);
  });

  it.each([-1, -60 * MINUTE])(
    "[R-09] is sent again when it is time, also where the clock says %i ms less",
    async (ms) => {
      const device = new TestDevice();
      device.server.network = "busy";
      const page = device.open();
      device.tap(page, 1);
      await device.settle();
      device.server.network = "well";
      device.clock.set(ms);
      device.clock.pass(1_000);
      await device.settle();
      expect(device.server.effects).toEqual(["tap-1"]);
    },
  );

  it("[R-09] without a network is not even tried, and goes when there is one", async () => {
    const device = new TestDevice();
    let online = false;
    const page = device.open("marta", () => online);
    device.tap(page, 1);
    await device.settle();
    expect(device.server.heard).toEqual([]);
    online = true;
    page.connected(false);
    await device.settle();
    expect(device.server.effects).toEqual(["tap-1"]);
  });

  it("[R-08] refused long after the tap stays to be looked at, and what was built on it is not sent", async () => {
    const device = new TestDevice();
    device.server.network = "away";
    const page = device.open();
    device.tap(page, 1);
    device.tap(page, 2);
    device.tap(page, 1);
    device.tap(page, 1, { undoes: "tap-1" });
    device.tap(page, 1, { intention: { kind: "name", caddieId: caddieId(1), name: "Iván" } });
    await device.settle();
    device.server.refused.set(caddieId(1), 409);
    device.server.network = "well";
    device.clock.pass(MINUTE);
    await device.settle();
    expect(device.server.effects).toEqual(["tap-2"]);
    expect(statuses(page).slice(0, 3)).toEqual(["tap-1 rejected", "tap-3 held", "tap-5 rejected"]);
    expect(page.view.troubled).toBe(3);
    expect(waiting(page)).toEqual([]);
    expect(device.server.heard.map(({ opId }) => opId)).not.toContain("tap-4");
  });

  it("[R-08] refused can be sent all the same, under a key of its own, or discarded", async () => {
    const device = new TestDevice();
    device.server.network = "away";
    const page = device.open();
    device.tap(page, 1);
    device.tap(page, 2);
    await device.settle();
    for (const n of [1, 2]) device.server.refused.set(caddieId(n), 409);
    device.server.network = "well";
    device.clock.pass(MINUTE);
    await device.settle();
    device.server.refused.clear();
    await page.retry("tap-1");
    await page.discard("tap-2");
    await device.settle();
    expect(device.server.effects).toHaveLength(1);
    expect(device.server.effects).not.toContain("tap-1");
    expect(device.entries).toEqual([]);
    expect(page.view.troubled).toBe(0);
  });

  it("[R-08] refused at once is said, and leaves nothing behind", async () => {
    const device = new TestDevice();
    const page = device.open();
    const told: number[] = [];
    page.onRefused(({ status }) => told.push(status));
    device.server.refused.set(caddieId(1), 403);
    device.tap(page, 1);
    await device.settle();
    expect(told).toEqual([403]);
    expect(page.view.items).toEqual([]);
    expect(device.entries).toEqual([]);
  });

  it("[R-09] twelve hours ago is not sent unasked, nor what was built on it; asked, it is, under its own key", async () => {
    const device = new TestDevice();
    device.server.network = "away";
    const page = device.open();
    device.tap(page, 1);
    await device.settle();
    device.clock.pass(SENDABLE_MS);
    device.tap(page, 1);
    device.tap(page, 2);
    device.server.network = "well";
    page.kick();
    await device.settle();
    expect(device.server.effects).toEqual(["tap-3"]);
    expect(statuses(page).slice(0, 2)).toEqual(["tap-1 expired", "tap-2 held"]);
    await page.retry("tap-1");
    await device.settle();
    expect(device.server.effects).toEqual(["tap-3", "tap-1"]);
  });

  it("[R-09] waits for its own person: after 401 nothing is sent, and never for who signs in next", async () => {
    const device = new TestDevice();
    device.server.userId = null;
    const page = device.open("marta");
    device.tap(page, 1);
    await device.settle();
    expect(statuses(page)).toEqual(["tap-1 queued"]);
    device.close(page);
    device.server.userId = "pedro";
    const other = device.open("pedro");
    device.tap(other, 2);
    await device.settle();
    expect(device.server.effects).toEqual(["tap-2"]);
    expect(statuses(other)).toEqual(["tap-2 sent"]);
    device.close(other);
    device.server.userId = "marta";
    device.open("marta");
    await device.settle();
    expect(device.server.effects).toEqual(["tap-2", "tap-1"]);
  });

  it("[R-09] is gone from all windows when its person signs out in one", async () => {
    const device = new TestDevice();
    device.server.network = "away";
    const [page, other] = [device.open(), device.open()];
    device.tap(page, 1);
    device.tap(other, 2);
    await device.settle();
    expect(waiting(page)).toEqual(["tap-1", "tap-2"]);
    await page.empty();
    await device.settle();
    device.server.network = "well";
    device.clock.pass(MINUTE);
    for (const each of [page, other]) each.kick();
    device.tap(other, 3);
    await device.settle();
    expect([waiting(page), waiting(other), device.entries, device.server.heard]).toEqual([[], [], [], []]);
  });

  it("[R-09] on a device that has no room is in memory only, and says so", async () => {
    const device = new TestDevice();
    device.server.network = "away";
    const page = device.open();
    device.tap(page, 1);
    await device.settle();
    expect(page.view.durable).toBe(true);
    device.full = true;
    device.tap(page, 2);
    await device.settle();
    expect(page.view.durable).toBe(false);
    expect(waiting(page)).toEqual(["tap-1", "tap-2"]);
    device.server.network = "well";
    device.clock.pass(MINUTE);
    await device.settle();
    expect(device.server.effects).toEqual(["tap-1", "tap-2"]);
  });
});

it("a page that the device lends nothing keeps its order all the same", async () => {
  const shelf = new MemoryShelf();
  const device = new TestDevice();
  const [one, two] = [device.tap(device.open(), 1), device.tap(device.open(), 2)];
  const [first, second] = [await shelf.add(one), await shelf.add(two)];
  await shelf.put([{ ...first, state: "held" }]);
  expect((await shelf.all()).map(({ seq, state }) => [seq, state])).toEqual([
    [first.seq, "held"],
    [second.seq, "queued"],
  ]);
  await shelf.remove([first]);
  expect(await shelf.all()).toEqual([second]);
});

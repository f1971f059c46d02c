import { expect, it } from "vitest";
import type { BoardChange } from "../../hooks/board-cache";
import type { Outbox } from "../../hooks/outbox";
import { SENDABLE_MS } from "../../hooks/outbox-entry";
import { TestDevice } from "./test-device";

/** Somebody reads a notice: a tap like any other, about no caddie. */
const read = (device: TestDevice, page: Outbox, id: string): BoardChange =>
  device.tap(page, 0, { name: "", method: "POST", intention: { kind: "read", ids: [id] } });
const waiting = (outbox: Outbox) => outbox.waiting().map(({ opId }) => opId);

it("[R-09] a notice that was read without a network survives a reload and is sent once, in its place", async () => {
  const device = new TestDevice();
  device.server.network = "away";
  const before = device.open();
  device.tap(before, 1);
  read(device, before, "a");
  await device.settle();
  device.close(before);
  device.server.network = "loses answers";
  const after = device.open();
  await device.settle();
  expect(waiting(after)).toEqual(["tap-1", "tap-2"]);
  device.server.network = "well";
  device.clock.pass(60_000);
  await device.settle();
  expect(device.server.effects).toEqual(["tap-1", "tap-2"]);
  expect(waiting(after)).toEqual([]);
});

it("[R-09] what one has read stays read, however late it is told, and nobody is asked about it", async () => {
  const device = new TestDevice();
  device.server.network = "away";
  const page = device.open();
  device.tap(page, 1);
  read(device, page, "a");
  await device.settle();
  device.clock.pass(SENDABLE_MS + 1);
  device.server.network = "well";
  page.kick();
  await device.settle();
  expect(device.server.effects).toEqual(["tap-2"]);
  expect(page.view.items.map(({ change, status }) => `${change.opId} ${status}`)).toEqual([
    "tap-1 expired",
    "tap-2 sent",
  ]);
});

it("[R-09] one that the server refuses is let go, and what was tapped after it goes out", async () => {
  const device = new TestDevice();
  const page = device.open();
  device.server.refused.set("nobody", 422);
  device.server.network = "away";
  device.tap(page, 0, { name: "", intention: { kind: "read", ids: ["a"] }, path: "nobody" });
  device.tap(page, 1);
  await device.settle();
  device.clock.pass(60_000);
  device.server.network = "well";
  page.kick();
  await device.settle();
  expect(device.server.effects).toEqual(["tap-2"]);
  expect(page.view.troubled).toBe(0);
  expect(device.entries).toEqual([]);
});

it("[R-06] what is done is shown over the page until whoever shows it has heard of it", async () => {
  const device = new TestDevice();
  const page = device.open();
  let heard: () => void = () => undefined;
  const end = page.onDone(
    () =>
      new Promise((resolve) => {
        heard = resolve;
      }),
  );
  read(device, page, "a");
  await device.settle();
  expect([device.server.effects, waiting(page)]).toEqual([["tap-1"], ["tap-1"]]);
  heard();
  await device.settle();
  expect(waiting(page)).toEqual([]);
  end();
  read(device, page, "b");
  await device.settle();
  expect(waiting(page)).toEqual([]);
});

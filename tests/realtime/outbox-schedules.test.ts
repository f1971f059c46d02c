import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outbox } from "../../hooks/outbox";
import { caddieId } from "../caddies/paper-yard";
import { TestDevice } from "./test-device";

const waiting = (outbox: Outbox) => outbox.waiting().map(({ opId }) => opId);
const numberOf = (opId: string) => Number(opId.split("-")[1]);
const MINUTE = 60_000;

type Step =
  | { do: "tap"; window: number; caddie: number }
  | { do: "network"; is: "well" | "away" | "loses answers" | "busy" }
  | { do: "refuse"; caddie: number; status: number }
  | { do: "open" | "reload" | "kick" | "discard"; window: number }
  | { do: "wait"; ms: number }
  | { do: "settle" };

const aWindow = fc.nat(2);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("tap" as const), window: aWindow, caddie: fc.nat(3) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("network" as const),
      is: fc.constantFrom("well" as const, "away" as const, "loses answers" as const, "busy" as const),
    }),
  },
  fc.record({
    do: fc.constant("refuse" as const),
    caddie: fc.nat(3),
    status: fc.constantFrom(200, 403, 404, 409, 422),
  }),
  fc.record({
    do: fc.constantFrom("open" as const, "reload" as const, "kick" as const, "discard" as const),
    window: aWindow,
  }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 20_000 }) }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant("settle" as const) }) },
);

async function take(device: TestDevice, step: Step): Promise<void> {
  const at = "window" in step ? device.windows[step.window % device.windows.length] : undefined;
  if (step.do === "settle") await device.settle();
  else if (step.do === "wait") device.clock.pass(step.ms);
  else if (step.do === "network") device.server.network = step.is;
  else if (step.do === "refuse") device.server.refused.set(caddieId(step.caddie), step.status);
  else if (step.do === "open" || !at) device.windows.length < 3 && device.open();
  else if (step.do === "tap") device.tap(at, step.caddie);
  else if (step.do === "kick") at.kick();
  else if (step.do === "discard") await at.discard(at.view.items[0]?.change.opId ?? "");
  else {
    device.close(at);
    device.open();
  }
}

describe("any morning with a bad network and several windows", () => {
  it("[R-09] I6: each tap has at most one effect, in the order of the taps, and none waits for ever", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 25 }), async (steps) => {
        const device = new TestDevice();
        device.open();
        for (const step of steps) await take(device, step);
        device.server.network = "well";
        device.server.refused.clear();
        for (let round = 0; round < 3; round++) {
          device.clock.pass(MINUTE);
          for (const each of device.windows) each.kick();
          await device.settle();
        }
        const { effects } = device.server;
        expect(new Set(effects).size).toBe(effects.length);
        // Whatever a window had not kept before it was closed is not done; all else is in the order in which it was kept.
        for (const each of device.windows) expect(waiting(each)).toEqual([]);
        expect(device.entries.filter(({ state }) => state === "queued")).toEqual([]);
        const ofOne = effects.filter((opId) => opId.startsWith("tap-"));
        const kept = [...ofOne].sort((a, b) => numberOf(a) - numberOf(b));
        if (steps.every((step) => !("window" in step) || step.window === 0)) expect(ofOne).toEqual(kept);
      }),
      { numRuns: 60 },
    );
  });

  it("[R-09] after a sign-out nothing is sent that was tapped before it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 15 }), aWindow, async (steps, window) => {
        const device = new TestDevice();
        device.open();
        for (const step of steps) await take(device, step);
        await device.settle();
        await device.windows[window % device.windows.length]?.empty();
        await device.settle();
        const heard = device.server.heard.length;
        device.server.network = "well";
        device.clock.pass(MINUTE);
        device.open();
        for (const each of device.windows) each.kick();
        await device.settle();
        expect(device.server.heard.slice(heard)).toEqual([]);
        expect(device.entries).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

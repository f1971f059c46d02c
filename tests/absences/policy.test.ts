import { describe, expect, it } from "vitest";
import { canCancelAbsence, overlap, planOf, type Standing } from "@/lib/absences/policy";

const EARLIER = new Date("2026-11-18T05:00:00.000Z");
const LATER = new Date("2026-11-19T12:00:00.000Z");
const absence = (more: Partial<Standing> = {}): Standing => ({
  id: "a",
  state: "approved",
  startsOn: "2026-11-18",
  endsOn: "2026-11-20",
  startedAt: null,
  awaySince: null,
  ...more,
});
const running = (more: Partial<Standing> = {}) =>
  absence({ startedAt: EARLIER, awaySince: EARLIER, ...more });
const free = { status: "Disponible", since: LATER } as const;
const out = { status: "En campo", since: LATER } as const;
const away = { status: "Ausente", since: EARLIER } as const;

describe("what a day asks for", () => {
  it("on the first day he is Ausente, on the last one still, on the next one back", () => {
    expect(planOf([absence()], free, "2026-11-17")).toMatchObject({ starts: [], status: null });
    expect(planOf([absence()], free, "2026-11-18")).toMatchObject({ starts: ["a"], status: "Ausente" });
    expect(planOf([running()], away, "2026-11-20")).toMatchObject({ ends: [], status: null });
    expect(planOf([running()], away, "2026-11-21")).toMatchObject({ ends: ["a"], status: "Disponible" });
  });

  it("a turn in progress is not broken: it begins when he is back", () => {
    expect(planOf([absence()], out, "2026-11-18")).toMatchObject({ starts: [], status: null });
    expect(planOf([absence()], free, "2026-11-19")).toMatchObject({ starts: ["a"], status: "Ausente" });
    expect(planOf([absence()], out, "2026-11-21")).toMatchObject({ ends: ["a"], status: null });
  });

  it("whoever came back by hand stays back", () => {
    expect(planOf([running()], free, "2026-11-19")).toMatchObject({ starts: [], status: null });
    expect(planOf([running()], free, "2026-11-21")).toMatchObject({ ends: ["a"], status: null });
  });

  it("whoever was away before it, or was sent away since, is not brought back by its end", () => {
    const before = absence({ startedAt: EARLIER, awaySince: null });
    expect(planOf([before], away, "2026-11-21").status).toBeNull();
    expect(planOf([running()], { status: "Ausente", since: LATER }, "2026-11-21").status).toBeNull();
  });

  it("he is back when the last of two that overlap is over", () => {
    const sanction = running({ id: "s", endsOn: "2026-11-22" });
    const both = planOf([running(), sanction], away, "2026-11-21");
    expect(both).toEqual({ starts: [], ends: ["a"], status: null, awaySince: EARLIER });
    expect(planOf([sanction], away, "2026-11-23")).toMatchObject({ ends: ["s"], status: "Disponible" });
  });

  it("one that was cancelled while it ran ends at once", () => {
    expect(planOf([running({ state: "cancelled" })], away, "2026-11-19")).toMatchObject({
      ends: ["a"],
      status: "Disponible",
    });
  });
});

it("days overlap when one of them is in both", () => {
  const days = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });
  expect(overlap(days("2026-11-18", "2026-11-20"), days("2026-11-20", "2026-11-21"))).toBe(true);
  expect(overlap(days("2026-11-18", "2026-11-20"), days("2026-11-21", "2026-11-21"))).toBe(false);
});

it("a caddie takes back what he asked for until it begins, a sanction never", () => {
  const own = { role: "CADDIE", caddieId: "c" } as const;
  const admin = { role: "ADMIN", caddieId: null } as const;
  const subject = { caddieId: "c", kind: "permission", state: "approved", startedAt: null } as const;
  expect(canCancelAbsence(own, subject)).toBe(true);
  expect(canCancelAbsence({ ...own, caddieId: "d" }, subject)).toBe(false);
  expect(canCancelAbsence(own, { ...subject, startedAt: EARLIER })).toBe(false);
  expect(canCancelAbsence(own, { ...subject, kind: "sanction" })).toBe(false);
  expect(canCancelAbsence(admin, { ...subject, kind: "sanction", startedAt: EARLIER })).toBe(true);
  expect(canCancelAbsence(admin, { ...subject, state: "over" })).toBe(false);
});

// @vitest-environment jsdom
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RollPage } from "@/components/roll-calls/roll-page";
import type { Roll, RollCall } from "@/lib/roll-calls/contract";
import type { RollMark } from "@/lib/roll-calls/vocabulary";
import { ANA, caddieId } from "../caddies/paper-yard";
import { TestClub } from "../realtime/test-club";
import { violationsIn } from "../ui/accessibility";
import "../ui/render";

const AT = "2026-11-20T10:52:00.000Z";
const ID = "019b0000-0000-7000-8000-0000000000cc";

let club: TestClub;
let roll: Roll | null;
let puts: { path: string; mark: RollMark | null }[];
/** What a mark has to wait for on its way. */
let road: Promise<void>;

const counted = (entries: Roll["entries"]): RollCall["counts"] => {
  const n = (mark: RollMark | null) => entries.filter((entry) => entry.mark === mark).length;
  return {
    present: n("present"),
    late: n("late"),
    absent: n("absent"),
    permission: n("permission"),
    pending: n(null),
  };
};
function opened(): Roll {
  const entries = [0, 1, 2].map((n) => ({
    rollCallId: ID,
    caddieId: caddieId(n),
    name: `Caddie ${n}`,
    place: n + 1,
    mark: null,
    markedAt: null,
    markedBy: null,
    trace: [],
    version: 1,
  }));
  const times = { openedAt: AT, openedBy: ANA, closedAt: null, closedBy: null };
  const facts = { id: ID, listNumber: 1, day: "2026-11-20", callAt: "05:45", version: 1 };
  return { rollCall: { ...facts, ...times, counts: counted(entries) }, entries };
}
function said(now: Roll, id: string, mark: RollMark | null): Roll {
  const entries = now.entries.map((entry) =>
    entry.caddieId === id
      ? { ...entry, mark, markedAt: AT, markedBy: ANA, version: entry.version + 1 }
      : entry,
  );
  const { rollCall } = now;
  return { rollCall: { ...rollCall, counts: counted(entries), version: rollCall.version + 1 }, entries };
}

beforeEach(async () => {
  club = await TestClub.open();
  Element.prototype.scrollIntoView = () => undefined;
  roll = null;
  puts = [];
  road = Promise.resolve();
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!path.startsWith("/api/roll-calls")) return other(path, init);
    const method = init.method ?? "GET";
    if (method === "PUT") {
      const { mark } = JSON.parse(String(init.body)) as { mark: RollMark | null };
      await road;
      const id = path.split("/").at(-1) ?? "";
      puts.push({ path, mark });
      roll = said(roll ?? opened(), id, mark);
      const entry = roll.entries.find((one) => one.caddieId === id);
      tell("roll-call:marked", { rollCall: roll.rollCall, entry });
      return Response.json({ data: { rollCall: roll.rollCall, entry }, cursors: {} });
    }
    if (path.endsWith("/close") && roll) {
      const rollCall = { ...roll.rollCall, closedAt: AT, closedBy: ANA, version: 99 };
      roll = { ...roll, rollCall };
      return Response.json({ data: rollCall, cursors: {} });
    }
    if (method === "POST") {
      roll = opened();
      return Response.json({ data: roll, cursors: {} }, { status: 201 });
    }
    if (path.includes("?list=")) return Response.json({ data: roll ? [roll.rollCall] : [] });
    return Response.json({ data: roll });
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

let seq = 0;
function tell(event: string, data: object): void {
  seq = Math.max(seq, club.yard.heads.admins ?? 0) + 1;
  const envelope = { event, stream: "admins", epoch: "e", seq, id: `e${seq}`, timestamp: AT };
  act(() => club.server.send({ ...envelope, data: { ...data, by: ANA, timestamp: AT } }));
}

async function start() {
  seq = 0;
  const page = render(<RollPage />, { wrapper: club.page() });
  await screen.findByText("Conectado en tiempo real");
  await userEvent.click(await screen.findByRole("button", { name: "Abrir el llamado: 3 caddies" }));
  await screen.findByText("0 de 3");
  return page;
}

test("[C-21] one tap a name, and the next one comes by itself; axe finds nothing", async () => {
  const { container } = await start();
  await userEvent.click(screen.getByRole("button", { name: "Presente: Caddie 0" }));
  expect(await screen.findByText("1 de 3")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Tarde: Caddie 1" }));
  expect(await screen.findByRole("button", { name: "Ausente: Caddie 2" })).toBeVisible();
  expect(await violationsIn(container)).toEqual([]);
  await waitFor(() => expect(puts.map(({ mark }) => mark)).toEqual(["present", "late"]));
});

test("the keys 1 to 4 mark, Z takes the latest back", async () => {
  await start();
  await userEvent.keyboard("3");
  expect(await screen.findByText("1 de 3")).toBeVisible();
  await userEvent.keyboard("z");
  expect(await screen.findByText("0 de 3")).toBeVisible();
  expect(screen.getByRole("button", { name: "Permiso: Caddie 0" })).toBeVisible();
  await waitFor(() => expect(puts.map(({ mark }) => mark)).toEqual(["absent", null]));
});

test("a name is taken up again by a tap, and another mark replaces the first", async () => {
  await start();
  await userEvent.keyboard("1");
  await screen.findByText("1 de 3");
  await userEvent.click(screen.getByText("Caddie 0"));
  await userEvent.click(screen.getByRole("button", { name: "Tarde: Caddie 0" }));
  await waitFor(() => expect(puts.map(({ mark }) => mark)).toEqual(["present", "late"]));
  expect(screen.getByText("1 de 3")).toBeVisible();
});

test("it is closed with its figures, and says who is not marked", async () => {
  await start();
  await userEvent.keyboard("1");
  await screen.findByText("1 de 3");
  await userEvent.click(screen.getByRole("button", { name: "Cerrar con 2 sin marcar" }));
  expect(await screen.findByText(/lo cerró Ana/)).toBeVisible();
  expect(screen.getByText(/una corrección queda en el registro/)).toBeVisible();
});

test("[R-09] the close waits for the marks that were tapped before it, so that each still moves whom it moves", async () => {
  await start();
  let arrives = () => {};
  road = new Promise((resolve) => {
    arrives = resolve;
  });
  await userEvent.keyboard("113");
  expect(await screen.findByText("3 de 3")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cerrar el llamado" }));
  expect(await screen.findByRole("button", { name: "Cerrando…" })).toBeDisabled();
  expect(roll?.rollCall.closedAt).toBeNull();
  arrives();
  expect(await screen.findByText(/lo cerró Ana/)).toBeVisible();
  expect(roll?.rollCall.counts).toMatchObject({ present: 2, absent: 1, pending: 0 });
});

test("[R-16] what the second master marks shows without a request", async () => {
  await start();
  roll = said(roll ?? opened(), caddieId(0), "late");
  tell("roll-call:marked", { rollCall: roll.rollCall, entry: roll.entries[0] });
  expect(await screen.findByText("1 de 3")).toBeVisible();
  expect(screen.getByRole("button", { name: "Presente: Caddie 1" })).toBeVisible();
});

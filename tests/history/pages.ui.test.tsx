// @vitest-environment jsdom
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ClosesPage } from "@/components/closes/closes-page";
import { FairnessPage } from "@/components/figures/fairness-page";
import { FiguresPage } from "@/components/figures/figures-page";
import { MachinePage } from "@/components/history/machine-page";
import { OutlookCard } from "@/components/outlooks/outlook-card";
import type { Close } from "@/lib/closes/contract";
import type { Figures } from "@/lib/figures/contract";
import type { PastCaddie, PastDay } from "@/lib/history/contract";
import { addDays, dayOf } from "@/lib/i18n/days";
import { DEFAULT_RULES } from "@/lib/rules/vocabulary";
import { TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";

const id = (n: number) => `019b0000-0000-7000-8000-00000000000${n}`;
const ZONE = "America/Bogota";
const figures = (n: number, name: string, more: Partial<Figures> = {}): Figures => ({
  ...{ caddieId: id(n), name, listNumber: 1, removed: false, turns: 3, turns9: 1, turns18: 2, requested: 0 },
  ...{ minutesOut: 630, minutesWaited: 95, late: 0, absent: 0, noShows: 0, skips: 0, forgotten: 0 },
  ...more,
});
const close = (more: Partial<Close> = {}): Close => ({
  ...{ id: id(9), day: "2026-11-19", state: "closed", automatic: true, version: 1 },
  ...{ opensAt: "2026-11-19T01:00:00.000Z", closesAt: "2026-11-20T01:00:00.000Z" },
  ...{ closedAt: "2026-11-20T01:00:01.000Z", by: { id: id(8), name: "CaddiePro" } },
  report: {
    forgotten: [
      {
        ...{ turnId: id(7), caddieId: id(1), name: "Alejandro", listNumber: 1 },
        ...{ startedAt: "2026-11-19T20:30:00.000Z", endedAt: "2026-11-20T01:00:00.000Z" },
      },
    ],
    ...{ caddies: 40, turns9: 12, turns18: 30, turnsOther: 0, minutesOut: 9_000, minutesWaited: 4_000 },
    ...{ late: 0, absent: 0, noShows: 0, skips: 0 },
  },
  trace: [
    { step: "closed", by: { id: id(8), name: "CaddiePro" }, at: "2026-11-20T01:00:01.000Z", reason: null },
  ],
  ...more,
});
const past = (n: number, name: string, more: Partial<PastCaddie> = {}): PastCaddie => ({
  ...{
    caddieId: id(n),
    name,
    listNumber: 1,
    status: "Disponible",
    rank: `a${n}`,
    deleted: false,
    version: 0,
  },
  ...{ since: "2026-03-02T11:00:00.000Z", ...more },
});
/** A day in March: at 07:00 the first goes out, at 11:00 he is back. */
const day = (name: string): PastDay => ({
  day: name,
  begins: `${name}T05:00:00.000Z`,
  ends: `${addDays(name, 1)}T05:00:00.000Z`,
  start: [past(1, "Alejandro"), past(2, "Wilmar")],
  changes: [
    {
      ...{
        id: id(3),
        at: `${name}T12:00:00.000Z`,
        kind: "status",
        rule: "left_queue",
        reason: null,
        automatic: false,
      },
      ...{
        by: { id: id(8), name: "Ana" },
        from: { listNumber: 1, status: "Disponible", position: 1 },
        position: null,
      },
      to: past(1, "Alejandro", { status: "En campo", since: `${name}T12:00:00.000Z`, version: 2 }),
    },
    {
      ...{ id: id(4), at: `${name}T16:00:00.000Z`, kind: "status", rule: "day_close", reason: "llovió" },
      ...{ automatic: true, by: { id: id(8), name: "CaddiePro" }, position: 2 },
      from: { listNumber: 1, status: "En campo", position: null },
      to: past(1, "Alejandro", { rank: "a3", since: `${name}T16:00:00.000Z`, version: 3 }),
    },
  ],
});

let club: TestClub;
let asked: { method: string; path: string; body: unknown }[];
let answers: Record<string, (path: string) => unknown>;

beforeEach(async () => {
  club = await TestClub.open();
  asked = [];
  answers = {};
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const key = Object.keys(answers).find((start) => path.startsWith(start));
    if (!key) return other(path, init);
    asked.push({
      method: init.method ?? "GET",
      path,
      body: init.body ? JSON.parse(String(init.body)) : null,
    });
    return Response.json(answers[key]?.(path));
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

test("the figures: every caddie, the total, what was corrected; another list is asked for; axe finds nothing", async () => {
  const correction = {
    id: id(5),
    caddieId: id(1),
    name: "Alejandro",
    kind: "turn",
    at: "2026-11-19T20:30:00.000Z",
  };
  answers["/api/figures"] = () => ({
    data: [figures(1, "Alejandro"), figures(2, "Wilmar", { turns: 5, noShows: 1, skips: 6 })],
    corrections: [{ ...correction, by: { id: id(8), name: "Ana" } }],
  });
  const { container } = render(<FiguresPage />, { wrapper: club.page() });
  const row = await screen.findByRole("row", { name: /Alejandro/ });
  expect(within(row).getByText("10:30 h")).toBeInTheDocument();
  const heads = screen.getAllByRole("columnheader").map(({ textContent }) => textContent);
  const totals = within(screen.getByRole("row", { name: /Total de 2 caddies/ })).getAllByRole("cell");
  const totalOf = (name: string) => totals[heads.indexOf(name) - 1]?.textContent;
  expect(["Turnos", "Saltado", "No apareció"].map(totalOf)).toEqual(["8", "6", "1"]);
  expect(screen.queryByRole("columnheader", { name: "Tarde" })).toBeNull();
  expect(screen.getByText("1 corrección en estos días")).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByLabelText("Lista"), "2");
  await userEvent.click(screen.getByText("4 semanas"));
  await vi.waitFor(() => expect(asked.at(-1)?.path).toContain("list=2"));
  expect(await violationsIn(container)).toEqual([]);
});

test("nobody in these days is said", async () => {
  answers["/api/figures"] = () => ({ data: [], corrections: [] });
  render(<FiguresPage />, { wrapper: club.page() });
  expect(await screen.findByText("Nadie en estos días")).toBeVisible();
});

test("the fairness is a sentence and a table; a caddie finds himself among the nameless", async () => {
  answers["/api/figures/shares"] = () => ({
    data: [
      { caddieId: null, name: null, own: false, turns: 9, minutesWaited: 60 },
      { caddieId: id(1), name: "Alejandro", own: true, turns: 3, minutesWaited: 120 },
    ],
  });
  const { container } = render(<FairnessPage />, { wrapper: club.page() });
  expect(await screen.findByText("Poco parejo: vale la pena revisarlo")).toBeVisible();
  expect(screen.getByText("El que menos tiene 3 y el que más 9; en promedio 6.")).toBeVisible();
  expect(screen.getByRole("rowheader", { name: "Tú", hidden: true })).toBeInTheDocument();
  await userEvent.click(screen.getByText("Espera", { selector: "label *, label" }));
  expect(screen.getByText(/El que menos tiene 1:00 h/)).toBeVisible();
  expect(await violationsIn(container)).toEqual([]);
});

test("the time machine goes from change to change and to any time, and says what was done then", async () => {
  answers["/api/history/days"] = (path) => ({
    data: day(new URL(path, "http://x").searchParams.get("day") ?? ""),
  });
  const { container } = render(<MachinePage />, { wrapper: club.page() });
  await screen.findByRole("list", { name: "La lista en ese momento" });
  await userEvent.click(screen.getByRole("button", { name: "Día anterior" }));
  const slider = await screen.findByRole("slider", { name: "Hora del día" });
  await vi.waitFor(() => expect(slider).toHaveAttribute("aria-valuetext", "07:00"));
  const names = () => screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(names()[0]).toMatch(/^1Wilmar/);
  await userEvent.click(screen.getByRole("button", { name: "Cambio siguiente" }));
  expect(slider).toHaveAttribute("aria-valuetext", "11:00");
  expect(names().slice(0, 2)).toEqual([
    expect.stringMatching(/^1Wilmar/),
    expect.stringMatching(/^2Alejandro/),
  ]);
  expect(screen.getByRole("region", { name: "Qué pasó hacia 11:00" })).toHaveTextContent("«llovió»");
  await userEvent.click(screen.getByRole("button", { name: "Cambio anterior" }));
  expect(slider).toHaveAttribute("aria-valuetext", "07:00");
  expect(await violationsIn(container)).toEqual([]);
});

test("the closes: the day under way, what was forgotten, and a day that is opened again with a reason", async () => {
  const open = { day: "2026-11-20", opensAt: close().closesAt, closesAt: "2026-11-21T01:00:00.000Z", out: 2 };
  answers["/api/closes"] = () => ({ data: [close()], open, nextCursor: null });
  const { container } = render(<ClosesPage />, { wrapper: club.page() });
  expect(await screen.findByText("2 caddies en campo")).toBeVisible();
  expect(screen.getByText("1 turno que nadie cerró")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cerrar el día ahora" }));
  await vi.waitFor(() =>
    expect(asked).toContainEqual({ method: "POST", path: "/api/closes", body: { day: "2026-11-20" } }),
  );
  await userEvent.click(screen.getByRole("button", { name: "Reabrir el día" }));
  await userEvent.type(screen.getByLabelText("Motivo, queda en el historial"), "faltó una vuelta");
  await userEvent.click(screen.getByRole("button", { name: "Reabrir el día" }));
  await vi.waitFor(() =>
    expect(asked).toContainEqual({
      ...{ method: "POST", path: "/api/closes/2026-11-19/reopen" },
      body: { reason: "faltó una vuelta" },
    }),
  );
  expect(await violationsIn(container)).toEqual([]);
});

test("whether it is worth staying: a chance with its window, or that there are too few days", async () => {
  const now = Date.parse("2026-11-20T15:00:00.000Z");
  const today = dayOf(now, ZONE);
  const days = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ day: addDays(today, -7 * (i + 1)), minutes: [590, 640, 700] }));
  const list = { number: 1, name: "Lista 1", rules: DEFAULT_RULES, queue: [], out: [], away: [] };
  answers["/api/outlooks"] = () => ({ data: days(8) });
  const { unmount } = render(<OutlookCard list={list} place={1} now={now} />, { wrapper: club.page() });
  expect(await screen.findByText("Casi seguro sales hoy")).toBeVisible();
  expect(screen.getByText("Hacia las 10:40, casi siempre entre 10:40 y 10:40.")).toBeVisible();
  expect(screen.getByText(/Según 8 días como este viernes/)).toBeVisible();
  unmount();
  answers["/api/outlooks"] = () => ({ data: days(2) });
  render(<OutlookCard list={{ ...list, number: 2 }} place={1} now={now} />, { wrapper: club.page() });
  expect(await screen.findByText(/Todavía no se puede decir: hay 2 días parecidos/)).toBeVisible();
});

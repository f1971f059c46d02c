// @vitest-environment jsdom
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DrawDue } from "@/components/draws/draw-due";
import { DrawPage } from "@/components/draws/draw-page";
import type { Draw } from "@/lib/draws/contract";
import { commitmentOf, drawnOrder } from "@/lib/draws/policy";
import { localTime } from "@/lib/i18n/times";
import { ANA } from "../caddies/paper-yard";
import { TestClub } from "../realtime/test-club";
import { violationsIn } from "../ui/accessibility";
import "../ui/render";

const SEED = "ab".repeat(32);
const participants = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  name: `Caddie ${n}`,
}));
const AT = "2026-11-20T15:00:00.000Z";

let club: TestClub;
let draws: Draw[];
let asked: { method: string; path: string; body: Record<string, unknown> }[];

async function draw(more: Partial<Draw> = {}): Promise<Draw> {
  const day = localTime(Date.now(), "America/Bogota").day;
  const promised = { id: "019b0000-0000-7000-8000-0000000000aa", listNumber: 1, day, participants };
  return {
    ...promised,
    number: 1,
    state: "committed",
    commitment: await commitmentOf(promised, SEED),
    seed: null,
    result: null,
    runsAt: null,
    committedAt: AT,
    committedBy: ANA,
    revealedAt: null,
    revealedBy: null,
    closedAt: null,
    closedBy: null,
    closedReason: null,
    version: 1,
    ...more,
  };
}
const drawn = async (more: Partial<Draw> = {}) =>
  draw({
    state: "revealed",
    seed: SEED,
    result: await drawnOrder(participants, SEED),
    revealedAt: AT,
    revealedBy: ANA,
    version: 2,
    ...more,
  });

beforeEach(async () => {
  club = await TestClub.open();
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  draws = [];
  asked = [];
  localStorage.clear();
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!/^\/api\/(draws|lists)/.test(path)) return other(path, init);
    const method = init.method ?? "GET";
    asked.push({ method, path, body: init.body ? JSON.parse(String(init.body)) : {} });
    if (method === "GET") return Response.json({ data: draws, nextCursor: null });
    if (path.endsWith("/run")) return Response.json({ data: await drawn() });
    if (path.endsWith("/cancel"))
      return Response.json({ data: await draw({ state: "cancelled", seed: SEED, version: 2 }) });
    if (path.endsWith("/order")) return Response.json({ data: { listNumber: 1, changed: true } });
    if (path.endsWith("/undo")) return Response.json({ code: "NOT_UNDOABLE" }, { status: 409 });
    return Response.json({ data: await draw() }, { status: 201 });
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

const open = () => render(<DrawPage listNumber={null} />, { wrapper: club.page() });

test("[C-21] the master promises, draws, and this device checks it with every step in words", async () => {
  const { container } = open();
  await userEvent.click(await screen.findByRole("button", { name: "Preparar con 3 caddies" }));
  expect(await screen.findByText("Prometido")).toBeVisible();
  expect(screen.queryByText("Verificado en este teléfono")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Sortear ahora" }));
  await userEvent.click(await screen.findByText("Verificado en este teléfono"));
  expect(screen.getByText(/su huella es la publicada antes/)).toBeVisible();
  expect(screen.getByText(/le dio el mismo orden/)).toBeVisible();
  expect(screen.getByText(/guardó la huella antes del sorteo/)).toBeVisible();
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /api/draws?list=1",
    "POST /api/draws",
    "POST /api/draws/019b0000-0000-7000-8000-0000000000aa/run",
  ]);
  expect(await violationsIn(container)).toEqual([]);
});

test("[C-21] a seed, an order, or a promise that was changed is found out", async () => {
  draws = [await drawn({ seed: "cd".repeat(32) })];
  open();
  await userEvent.click(await screen.findByText("No coincide: algo se cambió"));
  expect(screen.getByText(/su huella es otra/)).toBeVisible();
  expect(screen.getByText(/le dio otro orden/)).toBeVisible();
});

test("[C-21] a device that saw another promise before the draw says so", async () => {
  const { id } = await draw();
  const seen = { [id]: { commitment: "00".repeat(32), at: AT } };
  localStorage.setItem("caddiepro.draws", JSON.stringify(seen));
  draws = [await drawn()];
  open();
  await userEvent.click(await screen.findByText("No coincide: algo se cambió"));
  expect(screen.getByText(/La huella que este teléfono guardó/)).toBeVisible();
});

test("giving a draw up needs a reason", async () => {
  draws = [await draw()];
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Cancelar" }));
  const sheet = within(screen.getByRole("dialog"));
  await userEvent.click(sheet.getByRole("button", { name: "Cancelar el sorteo" }));
  expect(sheet.getByText("Escribe el motivo.")).toBeVisible();
  await userEvent.type(sheet.getByLabelText("Motivo"), "Empezó a llover");
  await userEvent.click(sheet.getByRole("button", { name: "Cancelar el sorteo" }));
  expect(await screen.findByText("Cancelado")).toBeVisible();
  expect(asked.at(-1)?.body).toEqual({ reason: "Empezó a llover" });
});

test("an hour is that of the club's clock, and has to be given", async () => {
  open();
  await userEvent.click(await screen.findByText("A una hora"));
  await userEvent.click(screen.getByRole("button", { name: /^Preparar con/ }));
  expect(screen.getByText("Escribe el día y la hora.")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Día y hora"), "2026-12-01T05:30");
  await userEvent.click(screen.getByRole("button", { name: /^Preparar con/ }));
  await waitFor(() =>
    expect(asked.at(-1)?.body).toEqual({ listNumber: 1, runsAt: "2026-12-01T10:30:00.000Z" }),
  );
});

test("[R-16] what the server tells shows without a request", async () => {
  open();
  await screen.findByText("Conectado en tiempo real");
  await screen.findByRole("button", { name: /^Preparar con/ });
  const before = asked.length;
  const told = await drawn();
  act(() =>
    club.server.send({
      event: "draw:revealed",
      stream: "list-1",
      epoch: "e",
      seq: (club.yard.heads["list-1"] ?? 0) + 1,
      id: "e1",
      timestamp: AT,
      data: { draw: told, by: ANA, timestamp: AT },
    }),
  );
  expect(await screen.findByText("Sorteado")).toBeVisible();
  expect(asked).toHaveLength(before);
});

test("an order can be taken back, and it is said when it cannot", async () => {
  open();
  await userEvent.type(await screen.findByLabelText("Motivo"), "Hoy al revés");
  await userEvent.click(screen.getByRole("button", { name: "De la Z a la A" }));
  expect(await screen.findByText("Lista ordenada. Ya se ve en todas las pantallas.")).toBeVisible();
  expect(asked.at(-1)?.body).toEqual({ mode: "descending", reason: "Hoy al revés" });
  await userEvent.click(screen.getByRole("button", { name: "Deshacer" }));
  expect(await screen.findByText(/Ya no se puede deshacer/)).toBeVisible();
});

test("[C-21] a list that is drawn each day says that today's draw is missing, until it is promised", async () => {
  draws = [await drawn({ day: "2020-01-01" }), await draw({ state: "cancelled", closedReason: "llovió" })];
  const { rerender } = render(<DrawDue listNumber={1} />, { wrapper: club.page() });
  expect(await screen.findByText("Falta el sorteo de hoy")).toBeVisible();
  expect(screen.getByRole("link", { name: "Ir al sorteo" })).toHaveAttribute("href", "/sorteo?lista=1");
  draws = [await draw({ listNumber: 2, id: "019b0000-0000-7000-8000-0000000000bb" })];
  rerender(<DrawDue key="2" listNumber={2} />);
  await waitFor(() => expect(asked.at(-1)?.path).toContain("list=2"));
  await waitFor(() => expect(screen.queryByText("Falta el sorteo de hoy")).toBeNull());
});

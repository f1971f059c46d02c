// @vitest-environment jsdom
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CaddiePage } from "@/components/caddies/caddie-page";
import { LiveBoard } from "@/components/caddies/live-board";
import { ClubShell } from "@/components/shell/club-shell";
import { ProfilePage } from "@/components/users/profile-page";
import type { Move, Turn } from "@/lib/caddies/contract";
import { setOnline, TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";
import { ANA, caddieId } from "./paper-yard";

let club: TestClub;

beforeEach(async () => {
  vi.spyOn(HTMLElement.prototype, "offsetParent", "get").mockReturnValue(document.body);
  club = await TestClub.open();
});

afterEach(async () => {
  setOnline(true);
  await club.server.close();
});

const live = () => screen.findByText("Conectado en tiempo real");
const list = (n: number) => within(screen.getByRole("region", { name: `Lista ${n}` }));

test("[C-13] [C-14] the board updates from the event alone, under the banner that says so", async () => {
  render(<LiveBoard />, { wrapper: club.page() });
  await live();
  club.yard.status(caddieId(0), "En campo");
  act(() => club.tell());
  expect(await list(1).findByText("En campo · 1")).toBeVisible();
  expect(list(1).getByRole("button", { name: "Caddie 0 regresó" })).toBeVisible();
  expect(club.requests()).toEqual([]);
});

test("[R-08] a tap shows at once, can be taken back, and goes out once", async () => {
  render(<LiveBoard />, { wrapper: club.page() });
  await live();
  await userEvent.keyboard("e");
  expect(list(1).getByText("En campo · 1")).toBeVisible();
  await userEvent.click(await screen.findByRole("button", { name: "Deshacer: Caddie 0" }));
  await waitFor(() =>
    expect(club.requests("POST").map((r) => r.path)).toEqual([
      "/api/turns",
      `/api/caddies/${caddieId(0)}/undo`,
    ]),
  );
  expect(screen.queryByRole("button", { name: "Deshacer: Caddie 0" })).toBeNull();
});

test("[C-12] a group shows at once, goes out as one, and one undo takes all of it back", async () => {
  render(<LiveBoard />, { wrapper: club.page() });
  await live();
  await userEvent.click(list(1).getByRole("button", { name: "Opciones de Lista 1" }));
  await userEvent.click(await screen.findByRole("button", { name: "Enviar a los 2 siguientes" }));
  expect(await list(1).findByText("En campo · 2")).toBeVisible();
  await userEvent.click(await screen.findByRole("button", { name: "Deshacer: Caddie, Caddie" }));
  expect(await list(1).findByText("3 disponibles")).toBeVisible();
  await waitFor(() =>
    expect(club.requests("POST").map((r) => r.path)).toEqual(["/api/dispatches", "/api/dispatches/undo"]),
  );
  const [sent, undone] = club.requests("POST");
  const caddieIds = [caddieId(0), caddieId(1)];
  expect(sent?.body).toEqual({ caddieIds, holes: 18 });
  expect(undone?.body).toEqual({ caddieIds, opId: sent?.key });
});

test("[C-14] [R-09] without a network the banner counts what waits to be sent, and the row says so", async () => {
  render(<LiveBoard />, { wrapper: club.page() });
  await live();
  club.network = false;
  club.server.refusal = "UNAVAILABLE";
  act(() => setOnline(false));
  club.server.cut();
  await userEvent.keyboard("e");
  const row = await list(1).findByRole("button", { name: /Más acciones para Caddie 0/ });
  await waitFor(() => expect(row).toHaveTextContent("por enviar"));
  expect(await screen.findByText(/1 por enviar/)).toBeVisible();
});

test("the edit sheet sends only what was changed", async () => {
  render(<LiveBoard />, { wrapper: club.page() });
  await live();
  await userEvent.click(list(1).getByRole("button", { name: /Más acciones para Caddie 1/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Editar datos" }));
  const name = await screen.findByLabelText("Nombre");
  expect(screen.getByLabelText("Teléfono")).toHaveValue("+57 300 1001");
  await userEvent.clear(name);
  await userEvent.type(name, "Ana Ruiz");
  await userEvent.click(screen.getByRole("button", { name: "Guardar" }));
  expect(await list(1).findByText("Ana Ruiz")).toBeVisible();
  await waitFor(() => expect(club.requests("PUT").map((r) => r.body)).toEqual([{ name: "Ana Ruiz" }]));
});

const turn: Turn = {
  id: caddieId(900),
  caddieId: caddieId(0),
  caddieName: "Caddie 0",
  listNumber: 1,
  status: "finished",
  startedAt: "2026-11-20T15:21:00.000Z",
  endedAt: "2026-11-20T19:02:00.000Z",
  holes: 18,
  notes: null,
  ...{ groupId: null, requested: false, requestedBy: null, expectedBackAt: null },
  startedBy: ANA,
  endedBy: ANA,
  version: 2,
};
const move: Move = {
  id: caddieId(901),
  caddieId: caddieId(0),
  kind: "position",
  rule: "chosen_place",
  reason: "llegó primero",
  from: { position: 5 },
  to: { position: 1 },
  by: ANA,
  at: "2026-11-20T15:05:00.000Z",
};

function withHistory(moves: Move[]) {
  const asked = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    if (path.startsWith("/api/turns?"))
      return Promise.resolve(Response.json({ data: [turn], nextCursor: null }));
    if (path.includes("/moves")) return Promise.resolve(Response.json({ data: moves, nextCursor: null }));
    return asked(path, init);
  });
}

test("[C-22] a caddie's page says who moved him, when, by which rule and why, and lists his turns", async () => {
  withHistory([move]);
  const { container } = render(<CaddiePage caddieId={caddieId(0)} />, { wrapper: club.page() });
  const history = within(await screen.findByRole("region", { name: "Historial" }));
  expect(await history.findByText("Pasó del puesto 5 al 1")).toBeVisible();
  expect(history.getByText("El administrador eligió el puesto")).toBeVisible();
  expect(history.getByText("«llegó primero»")).toBeVisible();
  expect(history.getByText("Ana")).toBeVisible();
  expect(history.getByText("10:05")).toBeVisible();
  const turns = within(screen.getByRole("region", { name: "Turnos" }));
  expect(turns.getByText(/10:21 a 14:02/)).toHaveTextContent("3:41 h");
  expect(screen.getByRole("link", { name: "+57 300 1000" })).toHaveAttribute("href", "tel:+573001000");
  expect(await violationsIn(container)).toEqual([]);
});

test("[C-22] every kind of move has its sentence", async () => {
  const moves: Move[] = [
    { ...move, kind: "added", to: { listNumber: 2 } },
    { ...move, kind: "status", from: { status: "Disponible" }, to: { status: "En campo" } },
    { ...move, kind: "position", from: {}, to: { position: 3 } },
    { ...move, kind: "list", from: { listNumber: 1 }, to: { listNumber: 2 } },
    { ...move, kind: "edited" },
    { ...move, kind: "removed" },
    { ...move, kind: "undone" },
    { ...move, kind: "turn" },
  ].map((m, i) => ({ ...m, id: caddieId(910 + i) }) as Move);
  withHistory(moves);
  render(<CaddiePage caddieId={caddieId(0)} />, { wrapper: club.page() });
  for (const sentence of [
    "Entró a Lista 2",
    "Pasó de Disponible a En campo",
    "Quedó en el puesto 3",
    "Pasó de Lista 1 a Lista 2",
    "Se editaron sus datos",
    "Salió de la lista",
    "Se deshizo un cambio",
    "Se corrigió un turno",
  ]) {
    expect(await screen.findByText(sentence)).toBeVisible();
  }
});

test("a caddie who is on no visible list any more is said to be gone", async () => {
  render(<CaddiePage caddieId={caddieId(77)} />, { wrapper: club.page() });
  expect(screen.getByText("Este caddie ya no está en una lista que puedas ver")).toBeVisible();
  await live();
});

test("[R-18] the profile shows the connection in figures; the theme is kept and applied at once", async () => {
  const Page = club.page();
  render(
    <Page>
      <PathnameContext value="/perfil">
        <ClubShell>
          <ProfilePage theme="system" />
        </ClubShell>
      </PathnameContext>
    </Page>,
  );
  await screen.findAllByText("Conectado en tiempo real");
  const connection = within(screen.getByRole("heading", { name: "Conexión" }).parentElement as HTMLElement);
  expect(connection.getByText("Nada")).toBeVisible();
  await userEvent.click(screen.getByLabelText("Oscura"));
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(document.cookie).toContain("theme=dark");
  await userEvent.click(screen.getByLabelText("English"));
  expect(document.cookie).toContain("locale=en");
  expect(club.refresh).toHaveBeenCalled();
  const [rail] = screen.getAllByRole("navigation", { name: "Principal" });
  const here = within(rail as HTMLElement).getByRole("link", { current: "page" });
  expect(here).toHaveTextContent("Perfil");
  expect(await violationsIn(screen.getByRole("main"))).toEqual([]);
});

// @vitest-environment jsdom
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AbsencesPage } from "@/components/absences/absences-page";
import { Navigation } from "@/components/shell/navigation";
import type { Absence } from "@/lib/absences/contract";
import { ANA, caddieId } from "../caddies/paper-yard";
import { TestClub } from "../realtime/test-club";
import { violationsIn } from "../ui/accessibility";
import "../ui/render";

const AT = "2026-11-20T15:00:00.000Z";
const absence = (n: number, more: Partial<Absence> = {}): Absence => ({
  id: `019b0000-0000-7000-8000-00000000000${n}`,
  caddieId: caddieId(n),
  caddieName: `Caddie ${n}`,
  kind: "permission",
  state: "requested",
  startsOn: "2099-01-01",
  endsOn: "2099-01-02",
  reason: "Cita médica",
  requestedBy: { id: caddieId(900), name: `Caddie ${n}` },
  requestedAt: AT,
  decidedBy: null,
  decidedAt: null,
  answer: null,
  startedAt: null,
  endedAt: null,
  version: 1,
  ...more,
});

let club: TestClub;
let known: Absence[];
let asked: { path: string; body: Record<string, unknown> }[];
let answers: [number, object][];
/** How often the absences were asked for. */
let asks: number;

beforeEach(async () => {
  club = await TestClub.open();
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  known = [];
  asked = [];
  answers = [];
  asks = 0;
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!path.startsWith("/api/absences")) return other(path, init);
    if (!init.method || init.method === "GET") {
      asks++;
      return Response.json({ data: known });
    }
    asked.push({ path, body: JSON.parse(String(init.body ?? "{}")) });
    const [status, body] = answers.shift() ?? [200, { data: absence(1) }];
    return Response.json(body, { status });
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

const open = () => render(<AbsencesPage />, { wrapper: club.page() });

test("the master approves with one tap, and refuses with a reason", async () => {
  known = [absence(1), absence(2)];
  const { container } = open();
  expect(await screen.findByRole("region", { name: "Por responder · 2" })).toBeVisible();
  expect(await violationsIn(container)).toEqual([]);
  answers = [
    [200, { data: absence(1, { state: "approved", decidedBy: ANA, version: 2 }) }],
    [200, { data: absence(2, { state: "refused", decidedBy: ANA, answer: "Hay torneo", version: 2 }) }],
  ];
  await userEvent.click(screen.getByRole("button", { name: "Aprobar el permiso de Caddie 1" }));
  expect(await screen.findByText("Aprobado")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Negar el permiso de Caddie 2" }));
  const sheet = within(screen.getByRole("dialog"));
  await userEvent.click(sheet.getByRole("button", { name: "Negar" }));
  expect(sheet.getByText("Escribe el motivo.")).toBeVisible();
  await userEvent.type(sheet.getByLabelText("Motivo"), "Hay torneo");
  await userEvent.click(sheet.getByRole("button", { name: "Negar" }));
  expect(await screen.findByText("Respondió Ana: «Hay torneo»")).toBeVisible();
  expect(asked.map(({ body }) => body)).toEqual([
    { approve: true },
    { approve: false, reason: "Hay torneo" },
  ]);
});

test("what is missing is named, what overlaps is said with its days, and nothing typed is lost", async () => {
  open();
  await userEvent.click((await screen.findAllByRole("button", { name: "Registrar" }))[0] as HTMLElement);
  const sheet = within(screen.getByRole("dialog"));
  await userEvent.click(sheet.getByRole("button", { name: "Registrar" }));
  expect(sheet.getByText("Elige al caddie.")).toBeVisible();
  expect(sheet.getByText("Escribe el motivo.")).toBeVisible();
  await userEvent.click(sheet.getByText("Sanción"));
  await userEvent.selectOptions(sheet.getByLabelText("Caddie"), "Caddie 1");
  await userEvent.type(sheet.getByLabelText("Primer día"), "2099-01-02");
  await userEvent.type(sheet.getByLabelText("Motivo"), "Faltó");
  answers = [[409, { code: "ABSENCE_OVERLAPS", current: absence(1) }]];
  await userEvent.click(sheet.getByRole("button", { name: "Registrar" }));
  expect(await sheet.findByText(/Ya hay uno para esos días/)).toBeVisible();
  expect(sheet.getByLabelText("Motivo")).toHaveValue("Faltó");
  await userEvent.click(sheet.getByRole("button", { name: "Registrar" }));
  expect(asked.at(-1)?.body).toEqual({
    kind: "sanction",
    caddieId: caddieId(1),
    startsOn: "2099-01-02",
    endsOn: "2099-01-02",
    reason: "Faltó",
  });
});

test("[R-16] a request that comes in shows without being asked for", async () => {
  open();
  expect(await screen.findByText("No hay permisos")).toBeVisible();
  await screen.findByText("Conectado en tiempo real");
  act(() =>
    club.server.send({
      event: "absence:saved",
      stream: "admins",
      epoch: "e",
      seq: (club.yard.heads.admins ?? 0) + 1,
      id: "e1",
      timestamp: AT,
      data: { absence: absence(3), by: ANA, timestamp: AT },
    }),
  );
  expect(await screen.findByText("Caddie 3")).toBeVisible();
});

test("[R-16] the entry says how many wait for an answer, and follows the requests and the answers", async () => {
  known = [absence(1), absence(2, { state: "approved" })];
  render(
    <PathnameContext value="/permisos">
      <Navigation form="rail" />
      <AbsencesPage />
    </PathnameContext>,
    { wrapper: club.page() },
  );
  const [entry] = screen.getAllByRole("link", { name: /Permisos/ }) as [HTMLElement];
  expect(await within(entry).findByText("1 por responder")).toBeInTheDocument();
  await screen.findByText("Conectado en tiempo real");
  const saved = (n: number, of: Absence) =>
    act(() =>
      club.server.send({
        ...{ event: "absence:saved", stream: "admins", epoch: "e", id: `e${n}`, timestamp: AT },
        ...{ seq: (club.yard.heads.admins ?? 0) + n, data: { absence: of, by: ANA, timestamp: AT } },
      }),
    );
  saved(1, absence(3));
  expect(await within(entry).findByText("2 por responder")).toBeInTheDocument();
  saved(2, absence(1, { state: "refused", version: 2 }));
  saved(3, absence(3, { state: "approved", version: 2 }));
  await waitFor(() => expect(entry).toHaveTextContent(/^Permisos$/));
});

test("a caddie's own request is no number over his entry", async () => {
  known = [absence(1)];
  const session = club.session();
  const user = { ...session.user, role: "CADDIE" as const, caddieId: caddieId(1) };
  vi.spyOn(club, "session").mockReturnValue({ ...session, user });
  render(
    <PathnameContext value="/turnos">
      <Navigation form="rail" />
    </PathnameContext>,
    { wrapper: club.page() },
  );
  await screen.findByRole("link", { name: "Permisos" });
  await import("@/components/absences/requests-badge");
  expect(asks).toBe(0);
});

// @vitest-environment jsdom
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PlaceSheet } from "@/components/places/place-sheet";
import type { Place } from "@/lib/places/contract";
import { ANA, caddieId } from "../caddies/paper-yard";
import { TestClub } from "../realtime/test-club";
import { violationsIn } from "../ui/accessibility";
import "../ui/render";

let club: TestClub;
let place: Place;
let fails = false;
let asked = 0;
const at = "2026-11-20T15:32:00.000Z";
const someone = (n: number) => ({ id: caddieId(n), name: `Caddie ${n}` });

beforeEach(async () => {
  club = await TestClub.open();
  club.viewer = { id: "u", name: "Caddie 0", role: "CADDIE", caddieId: caddieId(0) };
  fails = false;
  asked = 0;
  place = {
    ...{ caddieId: caddieId(0), name: "Caddie 0", listNumber: 1, status: "Disponible" },
    ...{ position: 4, total: 31, complete: true },
    steps: [
      {
        cause: "joined",
        caddie: someone(0),
        rule: "end_of_list",
        reason: null,
        by: ANA,
        at,
        from: null,
        to: 5,
      },
      { cause: "went", caddie: someone(1), rule: "left_queue", reason: null, by: ANA, at, from: 5, to: 4 },
      {
        cause: "ahead",
        caddie: someone(2),
        rule: "no_such_rule",
        reason: "pidió el socio",
        by: ANA,
        at,
        from: 4,
        to: 5,
      },
      { cause: "other", caddie: null, rule: null, reason: null, by: null, at: null, from: 5, to: 4 },
    ],
  };
  const others = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!path.endsWith("/place")) return others(path, init);
    asked += 1;
    return fails ? Response.json({}, { status: 500 }) : Response.json({ data: place, cursors: {} });
  });
});
afterEach(() => club.server.close());

const open = (locale?: "es" | "en") =>
  render(<PlaceSheet caddieId={caddieId(0)} onClose={() => undefined} />, { wrapper: club.page({ locale }) });
const lines = () => screen.findAllByRole("listitem");

test("[C-22] tells the changes, the latest first, each with its rule, its author and its hour", async () => {
  const { container } = open();
  const [other, ahead, went, joined] = await lines();
  expect(joined).toHaveTextContent(
    "Entraste a la cola en el puesto 5Quien regresa entra al final de la cola",
  );
  expect(went).toHaveTextContent("Caddie 1 salió a campo. Subiste del 5.º al 4.ºAna");
  expect(went).toHaveTextContent("Ana · vie 20, 10:32");
  expect(ahead).toHaveTextContent("Caddie 2 quedó delante de ti. Bajaste del 4.º al 5.º«pidió el socio»Ana");
  expect(other).toHaveTextContent("Otros cambios en la lista. Subiste del 5.º al 4.º");
  expect(screen.getByText("Puesto 4 de 31")).toBeVisible();
  expect(await violationsIn(container)).toEqual([]);
});

test("[C-22] follows the list: after a change it is asked anew, and only then", async () => {
  open();
  await lines();
  expect(asked).toBe(1);
  place = { ...place, position: 3, steps: place.steps.slice(0, 2) };
  club.yard.status(caddieId(1), "En campo");
  act(() => club.tell());
  await waitFor(() => expect(screen.getByText("Puesto 3 de 31")).toBeVisible());
  expect(asked).toBe(2);
});

test("[C-22] in English, outside the queue, and where the beginning is not told", async () => {
  place = {
    ...{ ...place, position: null, complete: false },
    steps: [
      { cause: "left", caddie: someone(0), rule: "left_queue", reason: null, by: ANA, at, from: 2, to: null },
    ],
  };
  open("en");
  expect(await screen.findByText("You are not in the queue now.")).toBeVisible();
  expect((await lines())[0]).toHaveTextContent("You left the queue");
  expect(screen.getByText(/Only the latest changes are shown/)).toBeVisible();
  expect(document.body.textContent).not.toMatch(/Puesto|cola/);
});

test("[C-22] to the caddie master it is told of the caddie, in both languages", async () => {
  club.viewer = { id: "u", name: "Ana", role: "ADMIN", caddieId: null };
  const { unmount } = open();
  const [other, ahead, , joined] = await lines();
  expect(joined).toHaveTextContent("Entró a la cola en el puesto 5Quien regresa entra al final de la cola");
  expect(ahead).toHaveTextContent("Caddie 2 quedó delante. Bajó del 4.º al 5.º«pidió el socio»Ana");
  expect(other).toHaveTextContent("Otros cambios en la lista. Subió del 5.º al 4.º");
  expect(screen.getByRole("dialog", { name: "¿Por qué está ahí?" })).toHaveTextContent(
    "Caddie 0 · Puesto 4 de 31",
  );
  unmount();
  place = { ...place, position: null, steps: [] };
  open("en");
  expect(await screen.findByText("He is not in the queue now.")).toBeVisible();
  expect(screen.getByRole("dialog", { name: "Why is he there?" })).toHaveTextContent("Caddie 0");
  expect(document.body.textContent).not.toMatch(/\bYou\b|Puesto/);
});

test("what could not be fetched can be asked for again", async () => {
  fails = true;
  open();
  const again = await screen.findByRole("button", { name: "Probar otra vez" }, { timeout: 10_000 });
  fails = false;
  await userEvent.click(again);
  expect(within((await lines())[3] as HTMLElement).getByText(/Entraste a la cola/)).toBeVisible();
});

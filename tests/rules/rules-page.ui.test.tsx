import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RulesPage } from "@/components/rules/rules-page";
import type { RulesPreview } from "@/lib/rules/contract";
import { caddieId } from "../caddies/paper-yard";
import { TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";

let club: TestClub;
let asked: unknown[];
let preview: RulesPreview;

beforeEach(async () => {
  club = await TestClub.open();
  asked = [];
  preview = { moves: 0, moved: [] };
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!path.includes("/rules/preview")) return other(path, init);
    asked.push(JSON.parse(new URL(path, "http://x").searchParams.get("rules") ?? ""));
    return Response.json({ data: preview });
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

test("[C-21] says what the close of a day does by each order, and before saving whom today would have put elsewhere", async () => {
  preview = { moves: 2, moved: [{ caddieId: caddieId(1), name: "Caddie 1", from: 3, to: 1 }] };
  const { container } = render(<RulesPage />, { wrapper: club.page() });
  const order = await screen.findByLabelText("El orden de cada día");
  expect(screen.getByText("El cierre del día no mueve a nadie.")).toBeVisible();
  await userEvent.selectOptions(order, "es por nombre, de la A a la Z");
  expect(screen.getByText(/Cada cierre del día pone así la lista/)).toBeVisible();
  expect(await screen.findByText(/la cola queda por nombre en el próximo cierre del día/)).toBeVisible();
  expect(await screen.findByText("Caddie 1")).toBeVisible();
  expect(asked).toEqual([{ orderMode: "ascending" }]);
  await userEvent.selectOptions(order, "se sortea");
  expect(screen.getByText(/el tablero recuerda el sorteo de cada día/)).toBeVisible();
  await waitFor(() =>
    expect(screen.getByText(/el próximo cierre del día tampoco mueve a nadie/)).toBeVisible(),
  );
  expect(await violationsIn(container)).toEqual([]);
});

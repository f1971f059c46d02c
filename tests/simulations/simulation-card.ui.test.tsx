import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SimulationCard } from "@/components/simulations/simulation-card";
import type { SimulationAnswer } from "@/lib/simulations/contract";
import { TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";

const share = (n: number, was: [number, number], would: [number, number]) => ({
  ...{ caddieId: `019b0000-0000-7000-8000-00000000000${n}`, name: `Caddie ${n}` },
  was: { turns: was[0], minutesWaited: was[1] },
  would: { turns: would[0], minutesWaited: would[1] },
});

let club: TestClub;
let asked: URLSearchParams[];
let answer: () => Response;
const answers = (data: SimulationAnswer) => () => Response.json({ data });

beforeEach(async () => {
  club = await TestClub.open();
  asked = [];
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!path.startsWith("/api/simulations")) return other(path, init);
    asked.push(new URL(path, "http://x").searchParams);
    return answer();
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

test("[C-21] past days are played by the rules on the screen: what was beside what would have been, and the spread of both", async () => {
  answer = answers({
    ...{ days: 7, turns: 6 },
    shares: [share(1, [4, 60], [3, 120]), share(2, [2, 90], [3, 30]), share(3, [0, 45], [0, 45])],
  });
  const changes = { returnTo: "front" as const };
  const { container, rerender } = render(<SimulationCard list={2} changes={changes} />, {
    wrapper: club.page(),
  });
  expect(asked).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Probar" }));
  const row = await screen.findByRole("row", { name: /Caddie 1/ });
  expect(
    within(row)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  ).toEqual(["4 → 3", "1:00 h → 2:00 h"]);
  expect(screen.getByRole("row", { name: /Caddie 3/ })).toHaveTextContent("Caddie 300:45 h");
  expect(screen.getByText("Con estas reglas sería distinto para 2 caddies.")).toBeVisible();
  expect(screen.getByText("Turnos: fue de 0 a 4; sería de 0 a 3.")).toBeVisible();
  expect(screen.getByText(/Supone las mismas salidas/)).toBeVisible();
  expect(asked.map((query) => [query.get("list"), query.get("rules")])).toEqual([
    ["2", JSON.stringify(changes)],
  ]);
  expect(screen.queryByText(/Las reglas cambiaron/)).toBeNull();
  rerender(<SimulationCard list={2} changes={{ skipTo: "end" }} />);
  expect(screen.getByText(/Las reglas cambiaron/)).toBeVisible();
  expect(asked).toHaveLength(1);
  expect(await violationsIn(container)).toEqual([]);
});

test("days that nobody closed, and days on which nobody went out, are said as what they are", async () => {
  answer = answers({ days: 0, turns: 0, shares: [] });
  render(<SimulationCard list={1} changes={{}} />, { wrapper: club.page() });
  await userEvent.selectOptions(screen.getByLabelText("Cuánto"), "28");
  await userEvent.click(screen.getByRole("button", { name: "Probar" }));
  expect(await screen.findByText("Ningún día cerrado")).toBeVisible();
  const [query] = asked;
  const days = (Date.parse(query?.get("to") ?? "") - Date.parse(query?.get("from") ?? "")) / 86_400_000;
  expect(days).toBe(27);
  answer = answers({ days: 1, turns: 0, shares: [] });
  await userEvent.selectOptions(screen.getByLabelText("Cuánto"), "1");
  await userEvent.click(screen.getByRole("button", { name: "Probar" }));
  expect(await screen.findByText("Nadie salió en esos días")).toBeVisible();
});

test("what could not be played can be asked for again", async () => {
  answer = () => Response.json({ code: "INTERNAL" }, { status: 500 });
  render(<SimulationCard list={1} changes={{}} />, { wrapper: club.page() });
  await userEvent.click(screen.getByRole("button", { name: "Probar" }));
  const again = await screen.findByRole("button", { name: /otra vez|Reintentar/i }, { timeout: 15_000 });
  answer = answers({ days: 1, turns: 1, shares: [share(1, [1, 0], [1, 0])] });
  await userEvent.click(again);
  expect(await screen.findByText("Con estas reglas cada quien habría tenido lo mismo.")).toBeVisible();
}, 30_000);

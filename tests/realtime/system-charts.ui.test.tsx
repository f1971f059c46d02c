import { render, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { SharesChart } from "../../components/figures/shares-chart";
import { LinesChart } from "../../components/realtime/system-charts";

/** What stands beside the upright axis. */
async function ticksOf(chart: React.ReactElement): Promise<(string | null)[]> {
  // The library measures its frame, and each text in an element of its own.
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
    return this.tagName === "SPAN" ? new DOMRect(0, 0, 8, 12) : new DOMRect(0, 0, 600, 180);
  });
  const { container } = render(chart);
  const found = () => [...container.querySelectorAll(".recharts-yAxis-tick-labels text")];
  await waitFor(() => expect(found().length).toBeGreaterThan(0));
  return found().map((text) => text.textContent);
}

const points = [
  { at: 1_000, value: 1 },
  { at: 2_000, value: 2 },
];
const lines = [{ key: "value", value: (point: { value: number }) => point.value, color: "black" }];
const rounded = (value: number) => String(Math.round(value));

test("[R-10] no number stands twice beside an axis on which things are counted", async () => {
  const chart = <LinesChart points={points} lines={lines} tick={rounded} clock={String} counts />;
  expect(await ticksOf(chart)).toEqual(["0", "1", "2", "3"]);
});

test("[R-10] what is measured keeps its fractions", async () => {
  const chart = <LinesChart points={points} lines={lines} tick={String} clock={String} />;
  expect((await ticksOf(chart)).some((text) => text?.includes("."))).toBe(true);
});

test("turns are whole, hours need not be", async () => {
  const shares = [{ name: "Ana", value: 1, own: false }];
  const chart = (counts: boolean) => <SharesChart shares={shares} mean={1} label="Turnos" counts={counts} />;
  expect((await ticksOf(chart(true))).every((text) => Number.isInteger(Number(text)))).toBe(true);
  expect(await ticksOf(chart(false))).toContain("0.5");
});

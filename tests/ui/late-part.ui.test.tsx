// @vitest-environment jsdom
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { latePart } from "@/components/ui/late-part";

let reachable = true;
const load = vi.fn(async () => {
  if (!reachable) throw new TypeError("Failed to fetch");
  return ({ name }: { name: string }) => <p>{`The sheet of ${name}`}</p>;
});
const part = () => latePart(load, ({ name }: { name: string }) => <p>{`No sheet for ${name}`}</p>);

beforeEach(() => {
  vi.useFakeTimers();
  reachable = true;
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test("what was fetched ahead of need is there at once, without a request", async () => {
  const { Late, usePreloaded } = part();
  const Page = ({ open }: { open: boolean }) => {
    usePreloaded();
    return open ? <Late name="Ana" /> : null;
  };
  const view = render(<Page open={false} />);
  await pass(1_500);
  const before = load.mock.calls.length;
  reachable = false;
  view.rerender(<Page open />);
  expect(screen.getByText("The sheet of Ana")).toBeVisible();
  expect(load).toHaveBeenCalledTimes(before);
});

test("fetching ahead of need goes on until the signal is back", async () => {
  const { usePreloaded } = part();
  const Page = () => <p>{usePreloaded() ? "here" : "on its way"}</p>;
  reachable = false;
  render(<Page />);
  await pass(1_500);
  expect(screen.getByText("on its way")).toBeVisible();
  reachable = true;
  await pass(5_000);
  expect(screen.getByText("here")).toBeVisible();
});

test("out of reach it says so, and the next opening tries again", async () => {
  const { Late } = part();
  reachable = false;
  const first = render(<Late name="Ana" />);
  await pass(0);
  expect(screen.getByText("No sheet for Ana")).toBeVisible();
  first.unmount();
  reachable = true;
  render(<Late name="Ana" />);
  await pass(0);
  expect(screen.getByText("The sheet of Ana")).toBeVisible();
});

// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { CalledCard } from "@/components/caddies/called-card";
import { minutesAgo, NOW, renderWithTexts } from "../ui/render";

afterEach(() => vi.unstubAllGlobals());

const card = <CalledCard firstName="Fabio" calledAt={minutesAgo(0)} now={NOW} />;

it.each([
  ["is felt on a phone that somebody has touched", { hasBeenActive: true }, 1],
  ["asks for nothing on a page that nobody has touched yet", { hasBeenActive: false }, 0],
  ["is felt on an old browser, which does not tell", undefined, 1],
])("a call %s", (_what, userActivation, times) => {
  const vibrate = vi.fn();
  vi.stubGlobal("navigator", { vibrate, userActivation });
  renderWithTexts(card);
  expect(vibrate).toHaveBeenCalledTimes(times);
});

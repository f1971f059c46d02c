// @vitest-environment jsdom
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { InstallButton } from "@/components/push/install-button";
import "@/components/shell/late-app-on-device";
import { renderWithTexts } from "../ui/render";

afterEach(() => {
  window.installPrompt = null;
});

const offer = () => {
  const prompt = vi.fn(async () => undefined);
  const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt });
  return { event, prompt, fire: () => act(async () => void window.dispatchEvent(event)) };
};

test("what the browser offered early is held back, and asked for by a tap, once", async () => {
  const { event, prompt, fire } = offer();
  await fire();
  expect(event.defaultPrevented).toBe(true);
  renderWithTexts(<InstallButton />);
  await userEvent.click(screen.getByRole("button", { name: "Instalar CaddiePro" }));
  expect(prompt).toHaveBeenCalledOnce();
  expect(screen.queryByRole("button")).toBeNull();
});

test("without an offer there is nothing to press; one that comes later is there, and gone when it was installed", async () => {
  renderWithTexts(<InstallButton />);
  expect(screen.queryByRole("button")).toBeNull();
  await offer().fire();
  expect(screen.getByRole("button", { name: "Instalar CaddiePro" })).toBeVisible();
  await act(async () => void window.dispatchEvent(new Event("appinstalled")));
  expect(screen.queryByRole("button")).toBeNull();
});

// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { SignInOutcome } from "@/components/users/sign-in";
import { SignInForm } from "@/components/users/sign-in-form";
import { violationsIn } from "../ui/accessibility";
import { renderWithTexts } from "../ui/render";

function show(outcome: SignInOutcome) {
  const signIn = vi.fn(async () => outcome);
  const onSignedIn = vi.fn();
  const { container } = renderWithTexts(<SignInForm signIn={signIn} onSignedIn={onSignedIn} />);
  return { container, signIn, onSignedIn };
}

async function fill() {
  await userEvent.type(screen.getByLabelText("Correo o usuario"), "admin@demo.club");
  await userEvent.type(screen.getByLabelText("Contraseña"), "caddiepro");
  await userEvent.click(screen.getByRole("button", { name: "Entrar" }));
}

test("the right password opens the board", async () => {
  const { signIn, onSignedIn } = show("ok");
  await fill();
  expect(signIn).toHaveBeenCalledWith("admin@demo.club", "caddiepro");
  expect(onSignedIn).toHaveBeenCalledOnce();
});

test.each([
  ["wrong", "no coinciden"],
  ["tooMany", "Demasiados intentos"],
  ["unreachable", "No se pudo hablar con el servidor"],
] as const)("%s: says what happened, and what was typed stays", async (outcome, text) => {
  const { onSignedIn } = show(outcome);
  await fill();
  expect(screen.getByRole("alert")).toHaveTextContent(text);
  expect(screen.getByLabelText("Correo o usuario")).toHaveValue("admin@demo.club");
  expect(screen.getByRole("button", { name: "Entrar" })).toBeEnabled();
  expect(onSignedIn).not.toHaveBeenCalled();
});

test("an empty form is not sent", async () => {
  const { signIn } = show("ok");
  await userEvent.click(screen.getByRole("button", { name: "Entrar" }));
  expect(screen.getByRole("alert")).toHaveTextContent("Escribe tu correo y tu contraseña.");
  expect(signIn).not.toHaveBeenCalled();
});

test("the password can be shown in the sun, and axe finds nothing", async () => {
  const { container } = show("ok");
  await userEvent.click(screen.getByRole("button", { name: "Mostrar contraseña" }));
  expect(screen.getByLabelText("Contraseña")).toHaveAttribute("type", "text");
  expect(await violationsIn(container)).toEqual([]);
});

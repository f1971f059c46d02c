// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { InvitationForm } from "@/components/users/invitation-form";
import type { SignInOutcome } from "@/components/users/sign-in";
import { violationsIn } from "../ui/accessibility";
import { renderWithTexts } from "../ui/render";

afterEach(() => vi.unstubAllGlobals());

function show(answers: (() => Response)[], signedIn: SignInOutcome = "ok") {
  const bodies: unknown[] = [];
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    bodies.push(JSON.parse(String(init.body)));
    const answer = answers.shift();
    if (!answer) throw new TypeError("fetch failed");
    return answer();
  });
  const leave = vi.fn();
  const signIn = vi.fn(async () => signedIn);
  const { container } = renderWithTexts(
    <InvitationForm
      token="t"
      kind="invite"
      name="Marta Gil"
      clubName="El Rodeo"
      identifier="marta.gil"
      signIn={signIn}
      leave={leave}
    />,
  );
  return { bodies, leave, signIn, container };
}
const problem = (status: number, body: object) => () => Response.json(body, { status });
async function choose(password: string) {
  const field = screen.getByLabelText("Contraseña nueva");
  await userEvent.clear(field);
  await userEvent.type(field, password);
  await userEvent.click(screen.getByRole("button", { name: "Guardar y entrar" }));
}

test("[C-05] the password is chosen, then opens the board, and the link is not left in the history", async () => {
  const { bodies, leave, signIn, container } = show([
    () => Response.json({ data: { identifier: "marta.gil" } }),
  ]);
  expect(screen.getByRole("heading")).toHaveTextContent("Hola, Marta Gil");
  expect(screen.getByText(/El Rodeo te abrió una cuenta/)).toBeVisible();
  expect(await violationsIn(container)).toEqual([]);
  await choose("sol y sombra");
  expect(bodies).toEqual([{ password: "sol y sombra" }]);
  expect(signIn).toHaveBeenCalledWith("marta.gil", "sol y sombra");
  expect(leave).toHaveBeenCalledWith("/turnos");
});

test.each([
  ["corta", "Usa 8 letras o más."],
  ["caddiepro", "la conoce todo el mundo"],
  ["marta.gil", "No puede ser tu usuario."],
])("%s is refused before it is sent", async (password, words) => {
  const { bodies } = show([]);
  await choose(password);
  expect(await screen.findByText(new RegExp(words))).toBeVisible();
  expect(bodies).toEqual([]);
});

test.each([
  [409, { code: "LINK_CLOSED", state: "expired" }, "Este enlace ya venció"],
  [409, { code: "LINK_CLOSED", state: "replaced" }, "Este enlace ya no sirve"],
  [404, { code: "NOT_FOUND" }, "Este enlace está incompleto"],
])("%i %o: says in place of the form what to do", async (status, body, words) => {
  const { leave, container } = show([problem(status, body)]);
  await choose("sol y sombra");
  expect(await screen.findByRole("heading", { name: words })).toBeVisible();
  expect(screen.getByRole("link", { name: "Ir a entrar" })).toBeVisible();
  expect(leave).not.toHaveBeenCalled();
  expect(await violationsIn(container)).toEqual([]);
});

test("[R-09] an answer that was lost on the way: pressed again, he is in", async () => {
  const { leave, signIn } = show([
    () => {
      throw new TypeError("fetch failed");
    },
    problem(409, { code: "LINK_CLOSED", state: "used" }),
  ]);
  await choose("sol y sombra");
  expect(await screen.findByText(/No se pudo hablar con el servidor/)).toBeVisible();
  expect(signIn).not.toHaveBeenCalled();
  await choose("sol y sombra");
  expect(leave).toHaveBeenCalledWith("/turnos");
});

test("a link that somebody else has used is no way in", async () => {
  const { leave } = show([problem(409, { code: "LINK_CLOSED", state: "used" })], "wrong");
  await choose("sol y sombra");
  expect(await screen.findByRole("heading", { name: "Este enlace ya se usó" })).toBeVisible();
  expect(leave).not.toHaveBeenCalled();
});

test("too many tries, or a refusal of the server's own, are said beside the field", async () => {
  show([
    problem(429, { code: "RATE_LIMITED" }),
    problem(422, { code: "INVALID", errors: [{ path: "password", message: "demo" }] }),
  ]);
  await choose("sol y sombra");
  expect(await screen.findByText(/Demasiados intentos/)).toBeVisible();
  await choose("sol y sombra");
  expect(await screen.findByText(/la conoce todo el mundo/)).toBeVisible();
});

// @vitest-environment jsdom
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InviteManyPage } from "@/components/users/invite-many-page";
import { TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";

let club: TestClub;
let waiting: { id: string; name: string; listNumber: number }[];
let asked: { key: string | null; body: { caddieIds: string[] } }[];
let refusal: number | null;

beforeEach(async () => {
  club = await TestClub.open();
  sessionStorage.clear();
  waiting = ["Ana", "Beto", "Carlos"].map((name, i) => ({ id: `c${i}`, name, listNumber: 1 + (i % 2) }));
  asked = [];
  refusal = null;
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (path === "/api/caddies/without-account") return Response.json({ data: waiting });
    if (path !== "/api/users/invitations") return other(path, init);
    const body = JSON.parse(String(init.body)) as { caddieIds: string[] };
    asked.push({ key: new Headers(init.headers).get("idempotency-key"), body });
    if (refusal) return Response.json({ code: "X" }, { status: refusal });
    const issued = waiting
      .filter(({ id }) => body.caddieIds.includes(id))
      .map(({ id, name, listNumber }) => ({
        user: { id: `u-${id}`, name, identifier: name.toLowerCase(), version: 1 },
        invitation: { id, kind: "invite", expiresAt: "2026-11-27T15:30:00.000Z" },
        link: `http://localhost/invitacion/${id.padEnd(43, "A")}`,
        listNumber,
      }));
    return Response.json({ data: { issued, skipped: ["x"] } }, { status: 201 });
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

const open = async () => {
  const page = render(<InviteManyPage />, { wrapper: club.page() });
  await screen.findByText("Carlos");
  return page;
};

test("those in sight are chosen at once; the slips say who, where, how and until when; axe finds nothing", async () => {
  const { container } = await open();
  expect(screen.getByRole("button", { name: "Crear invitaciones" })).toBeDisabled();
  await userEvent.selectOptions(screen.getByLabelText("Lista"), "1");
  await userEvent.click(screen.getByLabelText(/Elegir a los 2 caddies/));
  await userEvent.click(screen.getByLabelText(/Ana/));
  await userEvent.click(screen.getByLabelText(/Ana/));
  expect(screen.getByText("2 elegidos")).toBeVisible();
  expect(await violationsIn(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Crear 2 invitaciones" }));
  expect(await screen.findByText("2 invitaciones listas para imprimir")).toBeVisible();
  expect(screen.getByText(/1 ya tenía cuenta\./)).toBeVisible();
  expect(await screen.findByRole("img", { name: "Código QR con el enlace para Carlos" })).toBeVisible();
  expect(screen.getByText("Usuario: ana")).toBeVisible();
  expect(screen.getAllByText("Sirve una vez, hasta el 27 de noviembre de 2026.")).toHaveLength(2);
  expect(asked[0]?.body.caddieIds.sort()).toEqual(["c0", "c2"]);
  expect(await violationsIn(container)).toEqual([]);
});

test("the last sheet comes back with the very same request", async () => {
  const { unmount } = await open();
  await userEvent.click(screen.getByLabelText(/Beto/));
  await userEvent.click(screen.getByRole("button", { name: "Crear 1 invitación" }));
  await screen.findByText("1 invitación lista para imprimir");
  unmount();
  await open();
  await userEvent.click(await screen.findByRole("button", { name: "Ver la última hoja" }));
  await screen.findByText("1 invitación lista para imprimir");
  expect(asked[1]).toEqual(asked[0]);
  const print = vi.spyOn(window, "print").mockReturnValue(undefined);
  await userEvent.click(screen.getByRole("button", { name: "Imprimir" }));
  expect(print).toHaveBeenCalledOnce();
});

test("what fails is said and the choice stays; nobody left is said too", async () => {
  refusal = 403;
  const { unmount } = await open();
  await userEvent.click(screen.getByLabelText(/Beto/));
  await userEvent.click(screen.getByRole("button", { name: "Crear 1 invitación" }));
  expect(await screen.findByText(/Tu acceso cambió/)).toBeVisible();
  expect(screen.getByLabelText(/Beto/)).toBeChecked();
  unmount();
  waiting = [];
  render(<InviteManyPage />, { wrapper: club.page() });
  expect(await screen.findByText("Todos los caddies tienen cuenta")).toBeVisible();
});

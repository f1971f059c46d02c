// @vitest-environment jsdom
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UsersPage } from "@/components/users/users-page";
import type { ListedUser } from "@/lib/users/contract";
import { TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";

const person = (n: number, name: string, more: Partial<ListedUser> = {}): ListedUser => ({
  id: `019b0000-0000-7000-8000-00000000000${n}`,
  name,
  identifier: name.toLowerCase(),
  role: "JUDGE",
  state: "active",
  lists: [2],
  caddieId: null,
  linkExpiresAt: null,
  lastSeenAt: null,
  createdAt: "2026-11-20T10:00:00.000Z",
  updatedAt: "2026-11-20T10:00:00.000Z",
  version: 1,
  online: false,
  ...more,
});
const LINK = `http://localhost/invitacion/${"A".repeat(43)}`;

let club: TestClub;
let people: ListedUser[];
let asked: { method: string; path: string; body: Record<string, unknown> }[];
/** Answers to changes, in their order; a string is a lost one. */
let answers: ([status: number, body: object | null] | "lost")[];

beforeEach(async () => {
  club = await TestClub.open();
  // Where jsdom has no modal of its own.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  people = [person(1, "Ana", { role: "ADMIN", lists: [], online: true }), person(2, "Marta")];
  asked = [];
  answers = [];
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!/^\/api\/(users|caddies\/without-account)/.test(path)) return other(path, init);
    const method = init.method ?? "GET";
    asked.push({ method, path, body: init.body ? JSON.parse(String(init.body)) : {} });
    if (method !== "GET") {
      const answer = answers.shift() ?? [204, null];
      if (answer === "lost") throw new TypeError("fetch failed");
      return answer[1] === null
        ? new Response(null, { status: answer[0] })
        : Response.json(answer[1], { status: answer[0] });
    }
    if (path.endsWith("/sessions")) return Response.json({ data: [] });
    if (path.endsWith("without-account"))
      return Response.json({ data: [{ id: "c", name: "Fabio Toro", listNumber: 3 }] });
    const one = people.find(({ id }) => path.endsWith(id));
    if (one) return Response.json({ data: one });
    const search = new URL(path, "http://x").searchParams.get("search") ?? "";
    const found = people.filter(({ name }) => name.includes(search));
    return Response.json({ data: found, nextCursor: null });
  });
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

const open = async () => {
  const page = render(<UsersPage caddieId={null} />, { wrapper: club.page() });
  await screen.findByText("Marta");
  return page;
};
const row = (name: string) => screen.getByRole("button", { name: new RegExp(`Abrir la cuenta de ${name}`) });
const saved = (user: ListedUser) => {
  const { online: _online, ...data } = user;
  return data;
};

test("shows who there is, as what, which lists and when he was seen; axe finds nothing", async () => {
  const { container } = await open();
  expect(row("Ana")).toHaveTextContent("Administrador");
  expect(row("Ana")).toHaveTextContent("Todas las listas");
  expect(row("Ana")).toHaveTextContent("en línea");
  expect(row("Marta")).toHaveTextContent("Juez · Lista 2");
  expect(row("Marta")).toHaveTextContent("nunca ha entrado");
  expect(await violationsIn(container)).toEqual([]);
});

test("the server finds; nobody found is said", async () => {
  await open();
  await userEvent.type(screen.getByLabelText("Buscar por nombre o usuario"), "Zoila");
  expect(await screen.findByText("Nadie con esos datos")).toBeVisible();
  expect(asked.filter(({ path }) => path.includes("search="))).toHaveLength(1);
});

test("[R-16] what another admin changes shows by the event alone", async () => {
  await open();
  await screen.findByText("Conectado en tiempo real");
  const before = asked.length;
  act(() =>
    club.server.send({
      event: "user:saved",
      stream: "admins",
      epoch: "e",
      seq: (club.yard.heads.admins ?? 0) + 1,
      id: "e1",
      timestamp: "2026-11-20T15:00:00.000Z",
      data: { user: saved(person(2, "Marta Gil", { version: 2, state: "disabled" })) },
    }),
  );
  expect(await screen.findByText("Marta Gil")).toBeVisible();
  expect(row("Marta Gil")).toHaveTextContent("Desactivado");
  expect(asked).toHaveLength(before);
});

test("an invitation brings its code, and a lost answer makes no second account", async () => {
  await open();
  await userEvent.click(screen.getAllByRole("button", { name: "Invitar" })[0] as HTMLElement);
  const sheet = within(screen.getByRole("dialog"));
  await userEvent.click(sheet.getByRole("button", { name: "Crear invitación" }));
  expect(sheet.getByText("Escribe el nombre.")).toBeVisible();
  await userEvent.selectOptions(
    sheet.getByLabelText("Caddie"),
    await sheet.findByRole("option", { name: "Fabio Toro · Lista 3" }),
  );
  expect(sheet.getByLabelText("Nombre")).toHaveValue("Fabio Toro");
  expect(sheet.getByLabelText("Correo o usuario")).toHaveValue("fabio.toro");
  const user = saved(person(3, "Fabio Toro", { state: "invited", identifier: "fabio.toro" }));
  const invitation = { id: user.id, kind: "invite", expiresAt: "2026-11-27T15:30:00.000Z" };
  answers = ["lost", [201, { data: { user, invitation, link: LINK } }]];
  await userEvent.click(sheet.getByRole("button", { name: "Crear invitación" }));
  expect(await screen.findByRole("img", { name: "Código QR con el enlace para Fabio Toro" })).toBeVisible();
  expect(sheet.getByLabelText("Enlace")).toHaveValue(LINK);
  expect(sheet.getByText("Entra con el usuario fabio.toro")).toBeVisible();
  const posts = asked.filter(({ method }) => method === "POST");
  expect(posts).toHaveLength(2);
  expect(posts[1]?.body).toEqual(posts[0]?.body);
  expect(posts[0]?.body).toMatchObject({ role: "CADDIE", caddieId: "c" });
  expect(await violationsIn(screen.getByRole("dialog"))).toEqual([]);
});

test("a name that is taken is said at its field, and what was typed stays", async () => {
  await open();
  await userEvent.click(screen.getAllByRole("button", { name: "Invitar" })[0] as HTMLElement);
  const sheet = within(screen.getByRole("dialog"));
  await userEvent.type(sheet.getByLabelText("Nombre"), "Óscar Ruiz");
  answers = [[422, { code: "INVALID", errors: [{ path: "identifier", message: "is taken" }] }]];
  await userEvent.click(sheet.getByRole("button", { name: "Crear invitación" }));
  expect(await sheet.findByText("Ese usuario ya existe. Prueba con otro.")).toBeVisible();
  expect(sheet.getByLabelText("Nombre")).toHaveValue("Óscar Ruiz");
  expect(sheet.getByLabelText("Correo o usuario")).toHaveValue("oscar.ruiz");
});

test("closing an account asks nothing and can be taken back in place", async () => {
  await open();
  await userEvent.click(row("Marta"));
  const sheet = within(screen.getByRole("dialog"));
  const disabled = saved(person(2, "Marta", { version: 2, state: "disabled" }));
  answers = [
    [200, { data: disabled }],
    [200, { data: { ...disabled, version: 3, state: "active" } }],
  ];
  await userEvent.click(sheet.getByRole("button", { name: "Desactivar cuenta" }));
  expect(await sheet.findByText(/La cuenta de Marta quedó desactivada/)).toBeVisible();
  await userEvent.click(sheet.getByRole("button", { name: "Deshacer" }));
  expect(await sheet.findByText("La cuenta de Marta está activa otra vez.")).toBeVisible();
  expect(asked.filter(({ method }) => method === "POST").map(({ path }) => path.split("/").at(-1))).toEqual([
    "disable",
    "enable",
  ]);
});

test("[R-08] saves what was changed and nothing else, and says when somebody was faster", async () => {
  await open();
  await userEvent.click(row("Marta"));
  const sheet = within(screen.getByRole("dialog"));
  await userEvent.click(await sheet.findByLabelText("Lista 3"));
  answers = [
    [409, { code: "VERSION_CONFLICT" }],
    [200, { data: saved(person(2, "Marta", { version: 2, lists: [2, 3] })) }],
  ];
  await userEvent.click(sheet.getByRole("button", { name: "Guardar cambios" }));
  expect(await sheet.findByText(/Otra persona cambió esta cuenta antes/)).toBeVisible();
  expect(sheet.getByLabelText("Lista 3")).toBeChecked();
  await userEvent.click(sheet.getByRole("button", { name: "Guardar cambios" }));
  expect(await sheet.findByText("Guardado.")).toBeVisible();
  const put = asked.find(({ method }) => method === "PUT");
  expect(put?.body).toEqual({ lists: [2, 3], expectedVersion: 1 });
  await waitFor(() => expect(row("Marta")).toHaveTextContent("Lista 2, Lista 3"));
});

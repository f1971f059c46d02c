// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { CaddieBoard } from "@/components/caddies/caddie-board";
import type { Caddie } from "@/lib/caddies/contract";
import type { Rules } from "@/lib/rules/vocabulary";
import type { Locale } from "@/lib/users/vocabulary";
import { violationsIn } from "../ui/accessibility";
import { caddie, idOf, listsOf, turn } from "../ui/board-fixture";
import { minutesAgo, NOW, renderWithTexts, withTexts } from "../ui/render";

const six = (changes: Record<number, Partial<Caddie>> = {}) =>
  [1, 2, 3, 4, 5, 6].map((n) =>
    caddie(1, n, { phoneNumber: n === 4 ? "+57 300 000 0004" : null, ...changes[n] }),
  );

function board(caddies: Caddie[], me: number | null = 4, rules: Partial<Rules> = {}) {
  const [list] = listsOf(caddies, [1], {}, rules);
  if (!list) throw new Error("no list");
  return (
    <CaddieBoard
      list={list}
      caddieId={me === null ? null : idOf(1, me)}
      now={NOW}
      dataAge="actualizado ahora"
    />
  );
}
const show = (caddies: Caddie[], me: number | null = 4, locale: Locale = "es", rules: Partial<Rules> = {}) =>
  renderWithTexts(board(caddies, me, rules), locale);

test("[C-21] the card says the place, how many go before, and the status in word and icon", () => {
  show(six());
  const [card] = screen.getAllByText("Hola, Wilmar").map((e) => e.closest("section"));
  const inCard = within(card as HTMLElement);
  expect(inCard.getByText("4.º")).toBeVisible();
  expect(inCard.getByText("Faltan 3")).toBeVisible();
  expect(inCard.getByText("Esperas hace 56 min")).toBeVisible();
  expect(inCard.getByText("Disponible").querySelector("svg")).not.toBeNull();
});

test("only the place is announced, as one sentence", () => {
  show(six());
  expect(screen.getAllByRole("status").map((e) => e.textContent)).toEqual([
    "Estás en el puesto 4 de 6. Faltan 3 caddies antes de ti.",
  ]);
});

test("the first of the queue is told that he is next", () => {
  show(six(), 1);
  expect(screen.getByText("Acércate a la caseta y ten todo listo.")).toBeVisible();
  expect(screen.getByRole("status")).toHaveTextContent("Eres el siguiente");
});

test("[C-13] who is sent out sees since when, and finds himself under En campo", () => {
  show(six({ 4: { status: "En campo", since: minutesAgo(81), position: null } }));
  expect(screen.getByText("Desde las 09:09 · 1:21")).toBeVisible();
  const fold = screen.getByText("En campo · 1").closest("details") as HTMLElement;
  expect(fold).not.toHaveAttribute("open");
  expect(within(fold).getByText("Wilmar Ossa")).toBeInTheDocument();
});

test("[C-21] who is out is told the place that the rules keep for him", () => {
  const out = (requested: boolean) =>
    caddie(1, 4, { status: "En campo", turn: turn(idOf(9, 4), minutesAgo(81), { requested }) });
  const told = (requested: boolean, rules: Partial<Rules>, text: string) => {
    const view = show([...six().filter(({ id }) => id !== idOf(1, 4)), out(requested)], 4, "es", rules);
    expect(screen.getByText(text)).toBeVisible();
    view.unmount();
  };
  told(false, {}, "Al regresar entras al final de la cola.");
  told(true, {}, "Al regresar recuperas tu puesto en la cola.");
  told(false, { returnTo: "kept" }, "Al regresar recuperas tu puesto en la cola.");
  told(false, { returnTo: "front" }, "Al regresar quedas de primero en la cola.");
});

test("who is called is not asked whether it is worth staying", async () => {
  const view = show(six());
  expect(await screen.findByRole("button", { name: "¿Vale la pena quedarme?" })).toBeVisible();
  view.unmount();
  show(six({ 4: { calledAt: minutesAgo(1) } }));
  expect(screen.getByText("Te llaman: preséntate")).toBeVisible();
  expect(screen.queryByRole("button", { name: "¿Vale la pena quedarme?" })).toBeNull();
});

test("who is absent is told how to come back", () => {
  show(six({ 4: { status: "Ausente", position: null } }));
  expect(screen.getByRole("status")).toHaveTextContent("Hoy no estás en la cola");
  expect(screen.getByText("Avisa al administrador cuando llegues para entrar a la cola.")).toBeVisible();
});

test("his own row is marked, says so in a word, and leads to his turns", () => {
  show(six());
  const row = screen.getByRole("link", { name: /Tú · Wilmar Ossa/ });
  expect(row).toHaveAttribute("href", `/caddies/${idOf(1, 4)}`);
  expect(row.closest("li")).toHaveAttribute("aria-current", "true");
});

test("there is nothing to press on another's row, and no telephone number anywhere", () => {
  const { container } = show(six());
  expect(screen.getAllByRole("button").map((b) => b.textContent)).toEqual([
    "¿Por qué estoy aquí?",
    "¿Vale la pena quedarme?",
  ]);
  expect(screen.getAllByRole("link")).toHaveLength(1);
  expect(container.textContent).not.toContain("+57");
});

test("[C-13] an event alone moves him up", () => {
  const { rerender } = show(six());
  const gone = six({ 1: { status: "En campo", position: null } }).map((c) =>
    c.position === null ? c : { ...c, position: c.position - 1 },
  );
  rerender(withTexts(board(gone)));
  expect(screen.getByText("3.º")).toBeVisible();
  expect(screen.getByText("Faltan 2")).toBeVisible();
});

test("English counts 1st, 2nd, 3rd, 4th", () => {
  const { rerender } = show(six(), 1, "en");
  for (const [n, word] of [
    [1, "1st"],
    [2, "2nd"],
    [3, "3rd"],
    [4, "4th"],
  ] as const) {
    rerender(withTexts(board(six(), n), "en"));
    expect(screen.getByText(word)).toBeVisible();
  }
});

test("an empty queue says what comes next", () => {
  show(six().map((c) => ({ ...c, status: "Ausente" as const, position: null })));
  expect(screen.getByText("El primero que regrese del campo aparece aquí.")).toBeVisible();
});

test("who is on no list yet is told whom to ask", () => {
  show([], null);
  expect(screen.getByText("Pide al administrador del club que te agregue.")).toBeVisible();
});

test("axe finds nothing", async () => {
  const { container } = show(six({ 2: { status: "En campo", position: null } }));
  expect(await violationsIn(container)).toEqual([]);
});

test("who is called sees it in yellow and hears it at once; the others see it in his row", () => {
  const { rerender } = show(six());
  expect(screen.queryByRole("alert")).toBeNull();
  const called = six({ 4: { calledAt: minutesAgo(2) } });
  rerender(withTexts(board(called)));
  expect(screen.getByRole("alert")).toHaveTextContent("Te llaman: preséntate");
  expect(screen.getByText("Te llamaron hace 2 min")).toBeVisible();
  rerender(withTexts(board(called, 5)));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByText("Llamado · hace 2 min")).toBeVisible();
});

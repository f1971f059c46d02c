// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { MasterBoard } from "@/components/caddies/master-board";
import type { Caddie } from "@/lib/caddies/contract";
import { violationsIn } from "../ui/accessibility";
import { caddie, idOf, listsOf } from "../ui/board-fixture";
import { Frame, list, spies } from "../ui/master-board";
import { minutesAgo, NOW, renderWithTexts, withTexts } from "../ui/render";

// jsdom lays nothing out, so nothing has an offset parent; the board's keys walk what is on screen.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetParent", "get").mockReturnValue(document.body);
});

const queue = (listNumber: number, count: number) =>
  Array.from({ length: count }, (_, i) => caddie(listNumber, i + 1));

function board(caddies: Caddie[], does: ReturnType<typeof spies>, marks: Parameters<typeof listsOf>[2] = {}) {
  return (
    <MasterBoard
      lists={listsOf(caddies, [1, 2], marks)}
      now={NOW}
      subtitle="Club"
      phoneOf={() => "+57 300 100 1000"}
      Frame={Frame}
      {...does}
    />
  );
}

function show(
  caddies: Caddie[] = [...queue(1, 12), ...queue(2, 3)],
  marks: Parameters<typeof listsOf>[2] = {},
) {
  const does = spies();
  const view = renderWithTexts(board(caddies, does, marks));
  return { ...view, ...does, does };
}

describe("the caddie master's board", () => {
  test("[C-21] who is next is plain: his card holds the one main action", async () => {
    const { actions } = show();
    expect(list(1).getByText("Siguiente")).toBeVisible();
    await userEvent.click(list(1).getByRole("button", { name: "En campo: enviar a Alejandro Ríos" }));
    expect(actions.setStatus).toHaveBeenCalledWith(idOf(1, 1), "En campo");
  });

  test("a double tap sends one man, not also the one who moves up under the finger", async () => {
    const { actions } = show();
    await userEvent.dblClick(list(1).getByRole("button", { name: "En campo: enviar a Alejandro Ríos" }));
    expect(actions.setStatus).toHaveBeenCalledOnce();
  });

  test("the queue stands in order with waiting times, folded, and unfolds to all of it", async () => {
    show([...queue(1, 20)]);
    const rows = () =>
      list(1)
        .getAllByRole("listitem")
        .map((row) => row.textContent ?? "");
    expect(rows()[0]).toContain("2JFJhon Fredy Zapataespera 58 min");
    expect(rows()).toHaveLength(11);
    await userEvent.click(list(1).getByRole("button", { name: "Ver los 20 de la cola" }));
    expect(rows()).toHaveLength(19);
  });

  test("[C-13] an event alone puts him under En campo of his list, with his time out", () => {
    const { rerender, does } = show();
    expect(list(1).queryByText("En campo · 1")).toBeNull();
    const out = queue(1, 12).map((c, i) =>
      i === 0
        ? caddie(1, 1, { status: "En campo", since: minutesAgo(95) })
        : { ...c, position: (c.position ?? 0) - 1 },
    );
    rerender(withTexts(board([...out, ...queue(2, 3)], does)));
    expect(list(1).getByText("En campo · 1")).toBeVisible();
    expect(list(1).getByText("1:35")).toBeVisible();
    expect(list(1).getByText("salió 08:55 · 18 hoyos")).toBeVisible();
    expect(list(2).queryByText("En campo · 1")).toBeNull();
  });

  test("one tap brings him back, one tap makes an absent man present", async () => {
    const { actions } = show([
      ...queue(1, 3),
      caddie(1, 5, { status: "En campo" }),
      caddie(1, 6, { status: "Ausente" }),
    ]);
    await userEvent.click(list(1).getByRole("button", { name: "Diego Arango regresó" }));
    await userEvent.click(list(1).getByRole("button", { name: "Luis Ángel Cano está presente" }));
    expect(actions.setStatus.mock.calls).toEqual([
      [idOf(1, 5), "Disponible"],
      [idOf(1, 6), "Disponible"],
    ]);
  });

  test("[C-21] a row's menu moves him by buttons, with a reason that the list can read", async () => {
    const { actions } = show();
    await userEvent.click(list(1).getByRole("button", { name: /Carlos Mejía/ }));
    const menu = within(await screen.findByRole("dialog", { name: "Carlos Mejía" }));
    await userEvent.type(menu.getByLabelText("Motivo"), "llegó primero");
    await userEvent.click(menu.getByRole("button", { name: "De primero" }));
    expect(actions.move).toHaveBeenCalledWith(idOf(1, 3), 1, "llegó primero");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("the menu offers legal moves only, and the other lists", async () => {
    const { actions } = show([...queue(1, 3), caddie(1, 5, { status: "Ausente" }), ...queue(2, 1)]);
    await userEvent.click(list(1).getByRole("button", { name: /Más acciones para Diego Arango/ }));
    const menu = within(await screen.findByRole("dialog", { name: "Diego Arango" }));
    expect(menu.queryByRole("button", { name: /Enviar a campo/ })).toBeNull();
    expect(menu.queryByRole("button", { name: "Subir un puesto" })).toBeNull();
    expect(menu.getByRole("link", { name: "Ver ficha e historial" })).toHaveAttribute(
      "href",
      `/caddies/${idOf(1, 5)}`,
    );
    await userEvent.click(menu.getByRole("button", { name: "Pasar a Lista 2" }));
    expect(actions.moveToList).toHaveBeenCalledWith(idOf(1, 5), 2, undefined);
  });

  test("E sends the next, or the row in hand; Z takes back; both are silent while somebody types", async () => {
    const { actions, onUndo } = show();
    await userEvent.keyboard("e");
    expect(actions.setStatus).toHaveBeenLastCalledWith(idOf(1, 1), "En campo");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}e");
    expect(actions.setStatus).toHaveBeenLastCalledWith(idOf(1, 3), "En campo");
    await userEvent.keyboard("z");
    expect(onUndo).toHaveBeenCalledOnce();
    await userEvent.keyboard("/");
    await userEvent.type(await screen.findByLabelText("Nombre del caddie"), "ez");
    expect(actions.setStatus).toHaveBeenCalledTimes(2);
    expect(onUndo).toHaveBeenCalledOnce();
  });

  test("the arrows cross over to the next list, and E sends there", async () => {
    const { actions } = show();
    await userEvent.keyboard("{ArrowDown}{ArrowRight}e");
    expect(actions.setStatus).toHaveBeenLastCalledWith(idOf(2, 2), "En campo");
  });

  test("a search finds him without his accents, shows where he stands, and acts", async () => {
    const { actions } = show();
    await userEvent.keyboard("/");
    await userEvent.type(await screen.findByLabelText("Nombre del caddie"), "angel cano");
    const found = within(screen.getByRole("dialog")).getAllByRole("listitem");
    expect(found).toHaveLength(1);
    expect(found[0]).toHaveTextContent("Disponible");
    expect(found[0]).toHaveTextContent("Lista 1 · puesto 6");
    await userEvent.click(
      within(found[0] as HTMLElement).getByRole("button", { name: "En campo: enviar a Luis Ángel Cano" }),
    );
    expect(actions.setStatus).toHaveBeenCalledWith(idOf(1, 6), "En campo");
  });

  test("? shows the keys", async () => {
    show();
    await userEvent.keyboard("?");
    expect(await screen.findByRole("dialog", { name: "Atajos del teclado" })).toBeVisible();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("[C-21] reordering shows the whole queue with handles and arrows for each", async () => {
    const { actions } = show([...queue(1, 4)]);
    await userEvent.click(list(1).getByRole("button", { name: "Opciones de Lista 1" }));
    await userEvent.click(await screen.findByRole("button", { name: "Reordenar" }));
    expect(await list(1).findByRole("button", { name: "Mover a Alejandro Ríos" })).toBeVisible();
    await userEvent.click(list(1).getByRole("button", { name: "Subir a Carlos Mejía" }));
    expect(actions.move).toHaveBeenCalledWith(idOf(1, 3), 2);
    await userEvent.click(list(1).getByRole("button", { name: "Listo" }));
    expect(list(1).queryByRole("button", { name: "Mover a Alejandro Ríos" })).toBeNull();
  });

  test("[R-08] what the server has not confirmed is marked in words", () => {
    show(queue(1, 4), {
      pending: new Map([
        [idOf(1, 2), [{ state: "sending" }]],
        [idOf(1, 3), [{ state: "queued" }]],
      ]),
    });
    expect(list(1).getByRole("button", { name: /Jhon Fredy/ })).toHaveTextContent("enviando");
    expect(list(1).getByRole("button", { name: /Carlos Mejía/ })).toHaveTextContent("por enviar");
  });

  test("[R-18] what just changed is marked, in words too", () => {
    show(queue(1, 4), { changed: new Set([idOf(1, 2)]) });
    const row = list(1).getByRole("button", { name: /Jhon Fredy/ });
    expect(row).toHaveTextContent("recién cambió");
    expect(row.closest("li")).toHaveClass("animate-glow");
  });

  test("an empty list says what to do next", async () => {
    const { onAdd } = show(queue(1, 2));
    expect(list(2).getByText("Esta lista no tiene caddies todavía")).toBeVisible();
    await userEvent.click(list(2).getByRole("button", { name: "Agregar caddie" }));
    const form = within(await screen.findByRole("dialog", { name: "Agregar caddie" }));
    await userEvent.type(form.getByLabelText("Nombre"), "Nuevo Caddie");
    await userEvent.click(form.getByRole("button", { name: "Agregar al final de la cola" }));
    expect(onAdd).toHaveBeenCalledWith({ name: "Nuevo Caddie", phoneNumber: null, listNumber: 2 });
  });

  test("a phone shows one list at a time and keeps the next one under the thumb", async () => {
    const { actions } = show();
    await userEvent.click(screen.getByRole("button", { name: "Lista 2 3" }));
    const send = screen
      .getAllByRole("button", { name: "En campo: enviar a Alejandro Ríos" })
      .at(-1) as HTMLElement;
    await userEvent.click(send);
    expect(actions.setStatus).toHaveBeenCalledWith(idOf(2, 1), "En campo");
  });

  test("nothing moves under a finger that is down", async () => {
    const { rerender, does } = show(queue(1, 4));
    const user = userEvent.setup();
    await user.pointer({
      keys: "[MouseLeft>]",
      target: list(1).getByRole("button", { name: /Carlos Mejía/ }),
    });
    rerender(
      withTexts(
        board(
          queue(1, 4).map((c) =>
            c.id === idOf(1, 2)
              ? { ...c, status: "Ausente" as const, position: null }
              : { ...c, position: c.position === 1 ? 1 : (c.position ?? 0) - 1 },
          ),
          does,
        ),
      ),
    );
    expect(list(1).getByRole("button", { name: /Jhon Fredy/ })).toHaveTextContent("2JF");
    await user.pointer({ keys: "[/MouseLeft]" });
    expect(await list(1).findByText("Ausentes · 1")).toBeVisible();
  });

  test("axe finds nothing on the board, nor in a row's menu", async () => {
    const { container } = show([
      ...queue(1, 9),
      caddie(1, 10, { status: "En campo" }),
      caddie(1, 11, { status: "Ausente" }),
    ]);
    expect(await violationsIn(container)).toEqual([]);
    await userEvent.click(list(1).getByRole("button", { name: /Carlos Mejía/ }));
    expect(await violationsIn(await screen.findByRole("dialog"))).toEqual([]);
  });
});

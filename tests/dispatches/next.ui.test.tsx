// @vitest-environment jsdom
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { MasterBoard } from "@/components/caddies/master-board";
import type { Caddie } from "@/lib/caddies/contract";
import type { Rules } from "@/lib/rules/vocabulary";
import { caddie, idOf, listsOf, turn } from "../ui/board-fixture";
import { Frame, list, spies } from "../ui/master-board";
import { minutesAgo, NOW, renderWithTexts, withTexts } from "../ui/render";

const queue = (count: number) => Array.from({ length: count }, (_, i) => caddie(1, i + 1));

function boardOf(caddies: Caddie[], does: ReturnType<typeof spies>, rules: Partial<Rules> = {}) {
  return (
    <MasterBoard
      lists={listsOf(caddies, [1], {}, rules)}
      now={NOW}
      subtitle="Club"
      phoneOf={() => null}
      Frame={Frame}
      {...does}
    />
  );
}

function show(caddies: Caddie[] = queue(6), rules: Partial<Rules> = {}) {
  const does = spies();
  renderWithTexts(boardOf(caddies, does, rules));
  return does;
}

describe("whose turn it is", () => {
  test("one tap skips him, and its second half skips nobody else", async () => {
    const { actions } = show();
    await userEvent.dblClick(list(1).getByRole("button", { name: "Saltar el turno de Alejandro Ríos" }));
    expect(actions.skip.mock.calls).toEqual([[idOf(1, 1)]]);
  });

  test("where the club calls first, the one main action calls him and then sends him", async () => {
    const does = spies();
    const calling = (calledAt: string | null) =>
      withTexts(boardOf([caddie(1, 1, { calledAt }), caddie(1, 2)], does, { callsFirst: true }));
    const view = render(calling(null));
    await userEvent.click(list(1).getByRole("button", { name: "Llamar a Alejandro Ríos" }));
    expect(does.actions.call).toHaveBeenCalledWith(idOf(1, 1), true);
    view.rerender(calling(minutesAgo(2)));
    expect(await list(1).findByText("Llamado · hace 2 min")).toBeVisible();
    await userEvent.click(list(1).getByRole("button", { name: "En campo: enviar a Alejandro Ríos" }));
    expect(does.actions.setStatus).toHaveBeenCalledWith(idOf(1, 1), "En campo");
  });

  test("from his menu a caddie is called, skipped, or noted as not there, with a reason", async () => {
    const { actions } = show();
    const menuOf = async () => {
      await userEvent.click(list(1).getByRole("button", { name: /Más acciones para Carlos Mejía/ }));
      return within(await screen.findByRole("dialog"));
    };
    await userEvent.click((await menuOf()).getByRole("button", { name: "Llamar" }));
    const menu = await menuOf();
    await userEvent.type(menu.getByLabelText("Motivo"), "no contestó");
    await userEvent.click(menu.getByRole("button", { name: "No apareció" }));
    expect(actions.call).toHaveBeenCalledWith(idOf(1, 3), true);
    expect(actions.noShow).toHaveBeenCalledWith(idOf(1, 3), "no contestó");
  });
});

describe("those who go out", () => {
  test("[C-12] the next two, three or four go together with one tap; others are chosen by name", async () => {
    const { actions } = show();
    const menuOf = async () => {
      await userEvent.click(list(1).getByRole("button", { name: "Opciones de Lista 1" }));
      return within(await screen.findByRole("dialog"));
    };
    await userEvent.click((await menuOf()).getByRole("button", { name: "Enviar a los 3 siguientes" }));
    expect(actions.sendGroup).toHaveBeenLastCalledWith([1, 2, 3].map((n) => idOf(1, n)));
    await userEvent.click((await menuOf()).getByRole("button", { name: "Elegir…" }));
    const sheet = within(await screen.findByRole("dialog", { name: "Enviar grupo" }));
    expect(sheet.getByRole("button", { name: "Enviar grupo" })).toBeDisabled();
    await userEvent.click(sheet.getByRole("radio", { name: "9 hoyos" }));
    for (const name of ["Wilmar Ossa", "Alejandro Ríos"])
      await userEvent.click(sheet.getByRole("checkbox", { name: new RegExp(name) }));
    await userEvent.click(sheet.getByRole("button", { name: "Enviar grupo de 2" }));
    expect(actions.sendGroup).toHaveBeenLastCalledWith([idOf(1, 4), idOf(1, 1)], { holes: 9 });
  });

  test("[C-21] whom a member asked for is sent with who asked, for how many holes, and why once more", async () => {
    const today = caddie(1, 2, { recentTurns: [new Date().toISOString()] });
    const does = show([caddie(1, 1), today], { maxTurnsPerDay: 1 });
    await userEvent.click(list(1).getByRole("button", { name: /Más acciones para Jhon/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Enviar con detalles…" }));
    const sheet = within(await screen.findByRole("dialog", { name: "Enviar a Jhon Fredy Zapata" }));
    await userEvent.click(sheet.getByRole("checkbox", { name: "Lo pidió un socio" }));
    await userEvent.type(sheet.getByLabelText("¿Quién lo pidió?"), "Sr. Gómez");
    await userEvent.click(sheet.getByRole("button", { name: "Enviar a campo" }));
    expect(sheet.getByText("Escribe el motivo.")).toBeVisible();
    expect(does.actions.setStatus).not.toHaveBeenCalled();
    await userEvent.type(sheet.getByLabelText("Motivo"), "faltan caddies");
    await userEvent.click(sheet.getByRole("button", { name: "Enviar a campo" }));
    expect(does.actions.setStatus).toHaveBeenCalledWith(idOf(1, 2), "En campo", {
      holes: 18,
      notes: undefined,
      requested: { by: "Sr. Gómez" },
      beyondLimit: "faltan caddies",
    });
  });

  test("the course says when each is expected back, who is late, and who was asked for", () => {
    const out = (n: number, back: number, facts: Parameters<typeof turn>[2] = {}) =>
      caddie(1, n, {
        status: "En campo",
        turn: turn(idOf(9, n), minutesAgo(200), { expectedBackAt: minutesAgo(-back), ...facts }),
      });
    show([caddie(1, 1), out(2, 50), out(3, -20, { requested: true, requestedBy: "Sr. Gómez" })]);
    expect(list(1).getByText("vuelve ~11:20")).toBeVisible();
    expect(list(1).getByText("debía volver 10:10")).toHaveClass("text-called");
    expect(list(1).getByText("Pedido")).toBeVisible();
  });

  test("one tap changes the holes of the next, and the list keeps them", async () => {
    show();
    const [button] = list(1).getAllByRole("button", { name: "18 hoyos: cambiar" });
    await userEvent.click(button as HTMLElement);
    expect(list(1).getByRole("button", { name: "9 hoyos: cambiar" })).toBeVisible();
    await userEvent.click(list(1).getByRole("button", { name: "9 hoyos: cambiar" }));
  });
});

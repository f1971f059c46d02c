// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { UndoBar } from "@/components/caddies/undo-bar";
import type { UndoItem } from "@/hooks/undo-stack";
import type { CaddieStatus } from "@/lib/caddies/contract";
import { violationsIn } from "../ui/accessibility";
import { idOf } from "../ui/board-fixture";
import { NOW, renderWithTexts } from "../ui/render";

function item(n: number, name: string, status: CaddieStatus = "En campo", leftMs = 6_000): UndoItem {
  const caddieId = idOf(1, n);
  return {
    opId: `op-${n}`,
    name,
    intention: { kind: "status", caddieId, status },
    expiresAt: NOW + leftMs,
  };
}

function show(items: UndoItem[]) {
  const onUndo = vi.fn();
  const onDismiss = vi.fn();
  const { container } = renderWithTexts(
    <UndoBar items={items} now={NOW} onUndo={onUndo} onDismiss={onDismiss} />,
  );
  return { container, onUndo, onDismiss };
}

test("nothing done, nothing shown", () => {
  show([]);
  expect(screen.queryAllByRole("button")).toEqual([]);
});

test("what was done is said with the seconds that are left, and one press takes it back", async () => {
  const { onUndo } = show([item(1, "Hernán Duque")]);
  const button = screen.getByRole("button", { name: "Deshacer: Hernán Duque" });
  expect(button).toHaveTextContent("Deshacer: Hernán Duque· 6 s");
  await userEvent.click(button);
  expect(onUndo).toHaveBeenCalledWith("op-1");
});

test("a second action stacks, it does not replace", async () => {
  const { onUndo } = show([item(1, "Hernán Duque"), item(2, "Yeison Castaño", "Disponible")]);
  expect(screen.getAllByRole("button", { name: /^Deshacer/ })).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "Deshacer: Hernán Duque" }));
  expect(onUndo).toHaveBeenCalledWith("op-1");
});

test("the newest is announced once, without its countdown", () => {
  show([item(1, "Hernán Duque"), item(2, "Yeison Castaño", "Ausente")]);
  expect(screen.getByRole("status")).toHaveTextContent("Yeison Castaño está ausente");
  expect(screen.getByRole("status").textContent).not.toMatch(/\d/);
});

test("many actions leave room for the board: three are shown, the rest is counted", () => {
  show([1, 2, 3, 4, 5].map((n) => item(n, `Caddie ${n}`)));
  expect(screen.getAllByRole("button", { name: /^Deshacer/ })).toHaveLength(3);
  expect(screen.getByText("y 2 más")).toBeVisible();
});

test("by keyboard alone", async () => {
  const { onUndo } = show([item(1, "Hernán Duque")]);
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  expect(onUndo).toHaveBeenCalledWith("op-1");
});

test("a notice can be put away", async () => {
  const { onDismiss } = show([item(1, "Hernán Duque")]);
  await userEvent.click(screen.getByRole("button", { name: "Cerrar aviso de Hernán Duque" }));
  expect(onDismiss).toHaveBeenCalledWith("op-1");
});

test("axe finds nothing", async () => {
  const { container } = show([item(1, "Hernán Duque"), item(2, "Yeison Castaño")]);
  expect(await violationsIn(container)).toEqual([]);
});

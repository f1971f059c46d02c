import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cacheFromSnapshot } from "../../hooks/board-cache";
import { UndoStack } from "../../hooks/undo-stack";
import { findCaddie } from "../../lib/caddies/reducer";
import { caddieId, PaperYard } from "./paper-yard";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const sentOut = (opId: string, n: number) => ({
  opId,
  name: `Caddie ${n}`,
  intention: { kind: "status", caddieId: caddieId(n), status: "En campo" } as const,
});
const ops = (stack: UndoStack) => stack.items.map((item) => item.opId);

describe("what can be taken back", () => {
  it("[R-08] stacks, and each lives its own eight seconds", () => {
    const stack = new UndoStack();
    const told = vi.fn();
    stack.listeners.subscribe(told);
    stack.push(sentOut("a", 0));
    vi.advanceTimersByTime(5_000);
    stack.push(sentOut("b", 1));
    expect(ops(stack)).toEqual(["a", "b"]);
    expect(stack.items[0]?.expiresAt).toBe(Date.now() + 3_000);
    vi.advanceTimersByTime(3_000);
    expect(ops(stack)).toEqual(["b"]);
    vi.advanceTimersByTime(5_000);
    expect(ops(stack)).toEqual([]);
    expect(told).toHaveBeenCalledTimes(4);
  });

  it("goes when it is dismissed or refused, and only a refusal is remembered", () => {
    const stack = new UndoStack();
    stack.push(sentOut("a", 0));
    stack.push(sentOut("b", 1));
    stack.dismiss("a");
    stack.refuse("b");
    expect(ops(stack)).toEqual([]);
    expect([stack.wasRefused("a"), stack.wasRefused("b")]).toEqual([false, true]);
  });

  it("I8: how caddies stood before is kept for the last fifty changes", () => {
    const caddie = findCaddie(cacheFromSnapshot(new PaperYard(1).snapshot()).board, caddieId(0));
    if (!caddie) throw new Error("the yard is empty");
    const stack = new UndoStack();
    for (let n = 0; n < 60; n++) stack.remember(`op-${n}`, [{ caddie, position: n }]);
    expect(stack.before("op-9")).toBeUndefined();
    expect(stack.before("op-10")).toEqual([{ caddie, position: 10 }]);
  });
});

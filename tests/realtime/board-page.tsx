import { renderHook, waitFor } from "@testing-library/react";
import { expect } from "vitest";
import { useAddCaddie } from "../../hooks/use-add-caddie";
import { useBoard } from "../../hooks/use-board";
import { useChangeCaddieStatus } from "../../hooks/use-change-caddie-status";
import { usePendingChanges } from "../../hooks/use-pending-changes";
import { useRemoveCaddie } from "../../hooks/use-remove-caddie";
import { useSocket } from "../../hooks/use-socket";
import { useUndoStack } from "../../hooks/use-undo-stack";
import { useUpdateCaddie } from "../../hooks/use-update-caddie";
import { type Board, findCaddie } from "../../lib/caddies/reducer";
import type { TestClub } from "./test-club";

/** A page with every hook of the board on it, and what it has shown so far. */
export function openBoardPage(club: TestClub, options?: Parameters<TestClub["page"]>[0]) {
  const seen: Board[] = [];
  const page = renderHook(
    () => {
      const board = useBoard();
      seen.push(board.board);
      return {
        board,
        ...useSocket(),
        pending: usePendingChanges(),
        stack: useUndoStack(),
        change: useChangeCaddieStatus(),
        update: useUpdateCaddie(),
        remove: useRemoveCaddie(),
        add: useAddCaddie(),
      };
    },
    { wrapper: club.page(options) },
  );
  const now = () => page.result.current;
  return {
    now,
    /** Every state of him that was on screen, repetitions left out. */
    shown: (id: string) =>
      seen.map((b) => findCaddie(b, id)?.status ?? "gone").filter((status, i, all) => status !== all[i - 1]),
    status: (id: string) => findCaddie(now().board.board, id)?.status,
    /** Every order of list 1 that was on screen, repetitions left out. */
    queues: () =>
      seen.map((b) => b.lists[1]?.queue ?? []).filter((queue, i, all) => queue.join() !== all[i - 1]?.join()),
    queue: () => now().board.board.lists[1]?.queue,
    live: () => waitFor(() => expect(now().connection.phase).toBe("live")),
  };
}

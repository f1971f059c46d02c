"use client";
import { useMemo } from "react";
import type { BoardStore } from "@/hooks/board-store";
import { usePageScope } from "@/hooks/socket-context";
import { useAddCaddie } from "@/hooks/use-add-caddie";
import { useChangeCaddieStatus } from "@/hooks/use-change-caddie-status";
import { useDispatch } from "@/hooks/use-dispatch";
import { type Holes, holesOf } from "@/hooks/use-holes";
import { useRemoveCaddie } from "@/hooks/use-remove-caddie";
import { useUpdateCaddie } from "@/hooks/use-update-caddie";
import type { BoardActions } from "./board-view";
import type { CaddieInput, SubmitResult } from "./caddie-form";

/** Of the list that he is in; what the next card shows. */
function usualHoles(board: BoardStore, caddieId: string): Holes {
  return holesOf(board.shown(caddieId)?.caddie.listNumber ?? 0);
}

/** The taps of the board, each sent as one change of record. */
export function useBoardActions() {
  const changeStatus = useChangeCaddieStatus();
  const update = useUpdateCaddie();
  const remove = useRemoveCaddie();
  const add = useAddCaddie();
  const { skip, noShow, call, group } = useDispatch();
  const { board } = usePageScope();
  const actions = useMemo<Omit<BoardActions, "openMenu">>(
    () => ({
      setStatus: (caddieId, status, turn) => {
        const plan = status === "En campo" ? { holes: usualHoles(board, caddieId), ...turn } : undefined;
        changeStatus(caddieId, status, plan);
      },
      move: (caddieId, position, reason) => void update(caddieId, { position, reason }),
      moveToList: (caddieId, listNumber, reason) => void update(caddieId, { listNumber, reason }),
      skip: (caddieId) => void skip(caddieId),
      noShow: (caddieId, reason) => void noShow(caddieId, reason),
      call: (caddieId, called) => void call(caddieId, called),
      sendGroup: (caddieIds, turn) =>
        void group(caddieIds, { holes: usualHoles(board, caddieIds[0] ?? ""), ...turn }),
    }),
    [board, changeStatus, update, skip, noShow, call, group],
  );

  async function onAdd(input: CaddieInput): Promise<SubmitResult> {
    const result = await add(input);
    return result.ok ? null : (result.problem.errors ?? []).map((error) => error.path.replace(/^\//, ""));
  }
  return {
    actions,
    onAdd,
    onEdit: (caddieId: string, change: { name?: string; phoneNumber?: string | null }) =>
      void update(caddieId, change),
    onRemove: (caddieId: string) => void remove(caddieId),
  };
}

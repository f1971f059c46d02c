"use client";
import { useMemo } from "react";
import { useAddCaddie } from "@/hooks/use-add-caddie";
import { useChangeCaddieStatus } from "@/hooks/use-change-caddie-status";
import { useRemoveCaddie } from "@/hooks/use-remove-caddie";
import { useUpdateCaddie } from "@/hooks/use-update-caddie";
import type { BoardActions } from "./board-view";
import type { CaddieInput, SubmitResult } from "./caddie-form";

/** The taps of the board, each sent as one change of record. */
export function useBoardActions() {
  const changeStatus = useChangeCaddieStatus();
  const update = useUpdateCaddie();
  const remove = useRemoveCaddie();
  const add = useAddCaddie();
  const actions = useMemo<Omit<BoardActions, "openMenu">>(
    () => ({
      setStatus: (caddieId, status) => void changeStatus(caddieId, status),
      move: (caddieId, position, reason) => void update(caddieId, { position, reason }),
      moveToList: (caddieId, listNumber, reason) => void update(caddieId, { listNumber, reason }),
    }),
    [changeStatus, update],
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

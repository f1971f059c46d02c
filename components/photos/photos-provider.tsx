"use client";
import { type ReactNode, useCallback, useState } from "react";
import { useSocketEvent } from "@/hooks/use-socket-event";
import { type Photos, photoPath } from "@/lib/photos/vocabulary";
import { PhotoSource } from "../ui/photo-source";

type Known = Readonly<Record<string, Photos[string] & { removed?: boolean }>>;

/** Faces as the page was rendered with, and as they change since. Whichever is younger counts. */
export function PhotosProvider({ photos, children }: { photos: Photos; children: ReactNode }) {
  const [changed, setChanged] = useState<Known>({});
  useSocketEvent("photo:changed", ({ data: { userId, caddieId, version, removed } }) => {
    const mark = { userId, version, removed };
    setChanged((known) => ({ ...known, [userId]: mark, ...(caddieId && { [caddieId]: mark }) }));
  });
  const source = useCallback(
    (id: string) => {
      const [rendered, heard] = [photos[id], changed[id]];
      const mark = heard && heard.version >= (rendered?.version ?? 0) ? heard : rendered;
      if (!mark || ("removed" in mark && mark.removed)) return undefined;
      return `${photoPath(mark.userId)}?v=${mark.version}`;
    },
    [photos, changed],
  );
  return <PhotoSource value={source}>{children}</PhotoSource>;
}

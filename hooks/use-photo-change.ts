import type { Photo } from "../lib/photos/contract";
import { photoPath } from "../lib/photos/vocabulary";
import { sendKeyed } from "./send-keyed";
import { usePageScope } from "./socket-context";

/** Gives somebody a face, and takes it away. Never throws. */
export function usePhotoChange(userId: string) {
  const { client } = usePageScope();
  const path = photoPath(userId);
  return {
    give: (blob: Blob) => sendKeyed<Photo>(client, path, { method: "PUT", blob }),
    take: () => sendKeyed<undefined>(client, path, { method: "DELETE" }),
  };
}

import type { ClubSession } from "../lib/users/contract";
import { usePageScope } from "./socket-context";

/** Who looks, at which club. */
export function useSession(): ClubSession {
  return usePageScope().session;
}

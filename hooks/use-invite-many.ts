import { useEffect, useState } from "react";
import type { IssuedLinks } from "../lib/users/contract";
import { newOpId } from "./op-id";
import { useQueryClient } from "./queries";
import { type Outcome, sendKeyed } from "./send-keyed";
import { usePageScope } from "./socket-context";
import { storeUser } from "./use-users";

/** A request that was answered: sent again under its key, it brings the very same links. */
interface Sent {
  key: string;
  caddieIds: string[];
}

const KEPT = "invitation-sheets";

/** Invites many caddies at once. What was made last can be shown again as long as this window is open. Never throws. */
export function useInviteMany() {
  const queries = useQueryClient();
  const { client } = usePageScope();
  const [last, setLast] = useState<Sent | null>(null);
  useEffect(() => setLast(remembered()), []);

  return {
    last,
    send: async (caddieIds: readonly string[], key = newOpId()): Promise<Outcome<IssuedLinks>> => {
      const outcome = await sendKeyed<IssuedLinks>(client, "/api/users/invitations", {
        method: "POST",
        body: { caddieIds },
        idempotencyKey: key,
      });
      if (!outcome.ok) return outcome;
      const sent = { key, caddieIds: [...caddieIds] };
      sessionStorage.setItem(KEPT, JSON.stringify(sent));
      setLast(sent);
      for (const { user } of outcome.value.issued) storeUser(queries, user);
      void queries.invalidateQueries({ queryKey: ["caddies-without-account"] });
      return outcome;
    },
  };
}

function remembered(): Sent | null {
  const text = sessionStorage.getItem(KEPT);
  return text === null ? null : (JSON.parse(text) as Sent);
}

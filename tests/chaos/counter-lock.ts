import postgres from "postgres";
import { now, pause } from "../load/clock";

const PATIENCE_MS = 10_000;

/** Locks the counter row of one stream, as a client that forgot its transaction does. */
export async function holdCounter(databaseUrl: string, organizationId: string, stream: string) {
  const holder = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  let open = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  let locked = (): void => undefined;
  const taken = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const done = holder.begin(async (tx) => {
    await tx`insert into streams (organization_id, name, seq) values (${organizationId}, ${stream}, 0)
      on conflict (organization_id, name) do update set seq = streams.seq`;
    locked();
    await held;
  });
  await taken;
  return {
    /** Resolves once somebody waits for it. */
    async waited(): Promise<void> {
      for (const deadline = now() + PATIENCE_MS; now() < deadline; await pause(20)) {
        const waiting = await holder`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        if (waiting.length > 0) return;
      }
      throw new Error(`nobody waited for the counter of ${stream}`);
    },
    async release(): Promise<void> {
      open();
      await done;
      await holder.end({ timeout: 1 });
    },
  };
}

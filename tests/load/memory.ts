import { pause } from "./clock";
import type { Club } from "./club";
import { OURS_READY } from "./growth";
import { rssKb } from "./process-cost";
import { type Served, startOurs, startPeer } from "./servers";
import type { Swarm } from "./swarm-handle";

/** Resident KB that one more connection costs. */
export interface Memory {
  clients: number;
  ours: number;
  socketIo: number;
  ws: number;
}

/** Code that runs for the first time takes memory too: a few connections come and go before. */
const WARM_UP = 50;

/** Fresh processes: memory that a process once had, it keeps, and a later connection would seem to cost nothing. */
export async function measureMemory(
  club: Club,
  swarm: Swarm,
  databaseUrl: string,
  clients: number,
): Promise<Memory> {
  const bare = Array.from({ length: clients }, () => "");
  const ours = await startOurs(databaseUrl, club.secret);
  const socketIo = await startPeer("socket.io");
  const ws = await startPeer("ws");
  const kinds = { ours: "socket.io", socketIo: "socket.io", ws: "ws" } as const;
  const ready = { ours: OURS_READY, socketIo: "40", ws: "hello" };
  const one = async (name: keyof typeof kinds, served: Served, tokens: string[]) => {
    const connect = (some: string[]) =>
      swarm.connect({ name, port: served.port, kind: kinds[name], tokens: some, readyAt: ready[name] });
    await connect(tokens.slice(0, WARM_UP));
    await swarm.close(name);
    const before = await settledRss(served);
    await connect(tokens);
    const after = await settledRss(served);
    await swarm.close(name);
    await served.child.stop();
    return (after - before) / clients;
  };
  return {
    clients,
    ours: await one("ours", ours, await club.tokens(1, clients)),
    socketIo: await one("socketIo", socketIo, bare),
    ws: await one("ws", ws, bare),
  };
}

async function settledRss({ child }: Served): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await pause(500);
    await child.ask("gc");
  }
  return rssKb(child.pid);
}

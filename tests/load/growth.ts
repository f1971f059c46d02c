import { Agent } from "node:http";
import { type Measured, measureBroadcasts, type Subject } from "./broadcasts";
import { Clicker, send } from "./clicker";
import { pause } from "./clock";
import type { Club } from "./club";
import type { Sizes } from "./options";
import type { Served } from "./servers";
import type { Swarm } from "./swarm-handle";

export interface Step {
  clients: number;
  /** Bytes of one event as it travels, the frame's header left out. */
  eventBytes: number;
  /** Caddies of the list that is watched. */
  listLength: number;
  ours: Measured;
  socketIo: Measured;
  ws: Measured;
}

interface Fleet {
  ours: Served;
  socketIo: Served;
  ws: Served;
}

/** Watched by all clients, and by nobody. */
const LOUD = 1;
const SILENT = 3;
/** A club's longest list; more clients than that are further devices of the same people. */
const LONGEST_LIST = 200;
export const OURS_READY = '42["sync:ready"';

/** Our server and its two peers with the same number of clients, one step after the other. */
export async function measureGrowth(fleet: Fleet, club: Club, swarm: Swarm, sizes: Sizes): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { clients, clicks } of sizes.steps) {
    // Both lists alike: what a command costs grows with its list.
    for (const list of [LOUD, SILENT]) await club.fill(list, Math.min(clients, LONGEST_LIST));
    const tokens = await club.tokens(LOUD, clients);
    const bare = tokens.map(() => "");
    const readyAt = OURS_READY;
    await swarm.connect({ name: "ours", port: fleet.ours.port, kind: "socket.io", tokens, readyAt });
    const peers = [
      { name: "socketIo", port: fleet.socketIo.port, kind: "socket.io", tokens: bare, readyAt: "40" },
      { name: "ws", port: fleet.ws.port, kind: "ws", tokens: bare, readyAt: "hello" },
    ] as const;
    for (const peer of peers) await swarm.connect({ ...peer, tokens: [...peer.tokens] });

    const admin = await club.adminToken();
    const watched = await club.caddies(LOUD);
    const loud = new Clicker(fleet.ours.port, admin, watched);
    const silent = new Clicker(fleet.ours.port, admin, await club.caddies(SILENT));
    for (let i = 0; i < sizes.warmUp; i++) {
      await Promise.all([swarm.next("ours"), loud.click()]);
      await silent.click();
    }
    const sample = await swarm.sample("ours");
    const subjects = [
      subjectOf(
        "ours",
        fleet.ours,
        () => loud.click(),
        () => silent.click(),
      ),
      ...(["socketIo", "ws"] as const).map((name) => peerOf(name, fleet[name])),
    ];
    for (const name of ["socketIo", "ws"] as const) await fleet[name].child.ask("say", sample);
    for (const { click, audience } of subjects.slice(1)) {
      for (let i = 0; i < sizes.warmUp; i++) await Promise.all([swarm.next(audience), click()]);
    }
    await pause(500);
    const measured = await measureBroadcasts(swarm, subjects, { clicks, rounds: sizes.rounds });
    for (const clicker of [loud, silent]) clicker.end();
    for (const name of ["ours", "socketIo", "ws"]) await swarm.close(name);
    const of = (name: string) => {
      const found = measured.get(name);
      if (!found) throw new Error(`${name} was not measured`);
      return found;
    };
    const sizesOfStep = { clients, eventBytes: Buffer.byteLength(sample) + 2, listLength: watched.length };
    steps.push({ ...sizesOfStep, ours: of("ours"), socketIo: of("socketIo"), ws: of("ws") });
  }
  return steps;
}

const subjectOf = (name: string, { child }: Served, click: Subject["click"], silent: Subject["silent"]) => ({
  ...{ name, pid: child.pid, audience: name },
  ...{ click, silent },
});

function peerOf(name: string, served: Served): Subject {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (path: string) => () => send(agent, served.port, "POST", path, "{}");
  return subjectOf(name, served, post("/loud"), post("/silent"));
}

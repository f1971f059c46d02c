import { Agent } from "node:http";
import { type Measured, measureBroadcasts, type Subject } from "./broadcasts";
import { Clicker, send } from "./clicker";
import { pause } from "./clock";
import { LOUD, SILENT } from "./club";
import type { Sizes } from "./options";
import { tooManyFor } from "./processes";
import { type Peer, type Served, startPeer } from "./servers";
import type { Stage } from "./stage";
import { Swarm } from "./swarm-handle";

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

/** What the last packet of a successful connection begins with. */
export const READY = { ours: '42["sync:ready"', socketIo: "40", ws: "hello" } as const;
const PEERS = ["socketIo", "ws"] as const;

/** A server and the load process of its own that watches it: three times 10,000 sockets are too many for one. */
interface Pair {
  served: Served;
  swarm: Swarm;
}
type Fleet = Record<"ours" | Peer, Pair>;

/** Our server and its two peers with the same number of clients, one step after the other. */
export async function measureGrowth(stage: Stage): Promise<Step[]> {
  const fleet: Fleet = {
    ours: { served: await stage.start(), swarm: new Swarm() },
    socketIo: { served: await startPeer("socketIo"), swarm: new Swarm() },
    ws: { served: await startPeer("ws"), swarm: new Swarm() },
  };
  const steps: Step[] = [];
  for (const step of stage.sizes.steps) {
    const reason = tooManyFor(step.clients);
    if (reason) stage.skip(`click → last of ${step.clients}`, reason);
    else steps.push(await measureStep(stage, fleet, step));
  }
  for (const { served, swarm } of Object.values(fleet)) {
    await swarm.stop();
    await served.child.stop();
  }
  return steps;
}

async function measureStep(stage: Stage, fleet: Fleet, step: Sizes["steps"][number]): Promise<Step> {
  const { clients, clicks, warmUp } = step;
  stage.say(`  ${clients} clients`);
  const tokens = await stage.club.crowd(clients);
  const watch = (name: keyof Fleet, own: string[]) => {
    const kind = name === "ws" ? "ws" : "socket.io";
    const { port } = fleet[name].served;
    return fleet[name].swarm.connect({ name, port, kind, tokens: own, readyAt: READY[name] });
  };
  await watch("ours", tokens);
  for (const name of PEERS)
    await watch(
      name,
      tokens.map(() => ""),
    );

  const { served, swarm } = fleet.ours;
  const admin = await stage.club.adminToken();
  const watched = await stage.club.caddies(LOUD);
  const loud = new Clicker(served.port, admin, watched);
  const silent = new Clicker(served.port, admin, await stage.club.caddies(SILENT));
  for (let i = 0; i < warmUp; i++) {
    await Promise.all([swarm.next("ours"), loud.click()]);
    await silent.click();
  }
  const sample = await swarm.sample("ours");
  const subjects: Subject[] = [
    {
      ...{ name: "ours", pid: served.child.pid, next: () => swarm.next("ours") },
      ...{ click: () => loud.click(), silent: () => silent.click() },
    },
    ...PEERS.map((name) => peerOf(name, fleet[name])),
  ];
  for (const name of PEERS) await fleet[name].served.child.ask("say", sample);
  for (const { click, next } of subjects.slice(1)) {
    for (let i = 0; i < warmUp; i++) await Promise.all([next(), click()]);
  }
  await pause(500);
  const measured = await measureBroadcasts(subjects, { clicks, rounds: stage.sizes.rounds });
  for (const clicker of [loud, silent]) clicker.end();
  for (const name of Object.keys(fleet) as (keyof Fleet)[]) await fleet[name].swarm.close(name);
  const of = (name: string) => {
    const found = measured.get(name);
    if (!found) throw new Error(`${name} was not measured`);
    return found;
  };
  const sizes = { clients, eventBytes: Buffer.byteLength(sample) + 2, listLength: watched.length };
  return { ...sizes, ours: of("ours"), socketIo: of("socketIo"), ws: of("ws") };
}

function peerOf(name: Peer, { served, swarm }: Pair): Subject {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (path: string) => () => send(agent, served.port, "POST", path, "{}");
  const next = () => swarm.next(name);
  return { name, pid: served.child.pid, next, click: post("/loud"), silent: post("/silent") };
}

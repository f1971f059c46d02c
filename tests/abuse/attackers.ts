import type { Chance } from "../harness/chance";
import { frame, PING, SOCKET_TARGET, text, upgradeRequest } from "./frames";
import { RawConnection } from "./raw-connection";
import { fatalFrame, harmlessFrame, strangeRequest } from "./strange-frames";
import type { Pass } from "./yard-process";

const SIDE_BY_SIDE = 20;
/** A server that has taken a frame for the beginning of a longer one says nothing: then the attacker gives up. */
const PATIENCE_MS = 100;
const LAST_WORD = "all before this has been read";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface Attack {
  port: number;
  chance: Chance;
  /** Who the attackers pretend to be, in turns: a user connects only so often. */
  crowd: readonly Pass[];
}

/** Sends so many malformed requests and frames over ever new connections; returns how many it were. */
export async function sendStrangeFrames(attack: Attack, count: number): Promise<number> {
  let sent = 0;
  let connections = 0;
  const attacker = async () => {
    while (sent < count) sent += await oneConnection(attack, connections++);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, attacker));
  return sent;
}

/** Returns how many the server has to read: what follows a fatal frame is not looked at any more. */
async function oneConnection({ port, chance, crowd }: Attack, nth: number): Promise<number> {
  const connection = new RawConnection(port, { halfOpen: nth % 7 === 0 });
  const stage = chance.pick(["request", "stranger", "signed in", "signed in", "signed in"] as const);
  const harmless =
    stage === "signed in" ? Array.from({ length: 3 + chance.upTo(27) }, () => harmlessFrame(chance)) : [];
  const reset = chance.upTo(2) === 1;
  const torn = chance.upTo(2) === 1;
  if (stage === "request") connection.send(strangeRequest(chance));
  else if (await opened(connection, harmless.length > 0 ? crowd[nth % crowd.length] : undefined)) {
    const frames = [...harmless, frame({ opcode: PING, payload: Buffer.from(LAST_WORD) })];
    if (torn) for (const each of frames) connection.send(each);
    else connection.send(Buffer.concat(frames));
    await connection.hears(LAST_WORD);
    connection.send(fatalFrame(chance));
  }
  await Promise.race([connection.gone, pause(PATIENCE_MS)]);
  connection.destroy(reset);
  await connection.gone;
  return harmless.length + 1;
}

/** Upgrades, and signs in where a pass is given. False when the server would not. */
export async function opened(connection: RawConnection, pass?: Pass): Promise<boolean> {
  connection.send(upgradeRequest(SOCKET_TARGET));
  if (!(await connection.hears('0{"sid"'))) return false;
  if (!pass) return true;
  connection.send(text(`40${JSON.stringify({ token: pass.token })}`));
  await connection.hears(/sync:ready|44\{/);
  return connection.heard.includes("sync:ready");
}

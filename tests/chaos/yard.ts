import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Caddie } from "@/lib/caddies/contract";
import { openDatabase } from "@/lib/db/client";
import type { Cursors } from "@/lib/realtime/contract";
import { Api } from "../harness/api";
import { Chance } from "../harness/chance";
import type { Storage } from "../harness/databases";
import { now, pause } from "../load/clock";
import { type Child, startChild } from "../load/processes";
import { audit } from "./audit";
import { auditorOf, type CastSize, castOf, freshBoards, type Seen } from "./cast";
import { type ChaosClub, foundClub } from "./club";
import { readLedger } from "./ledger";
import { Network } from "./network";
import type { ClientRecord, Evidence, WriteRecord } from "./records";
import { replayBoards } from "./replay";
import { ServerProcess } from "./server-process";
import { within } from "./slack";

/** I9: after the last fault heals every client is at the head within this. */
export const HEAL_MS = within(5_000);
const PATIENCE_MS = 60_000;
/** Nothing was told for so long: nothing is left to tell. */
const REST_MS = 500;

export interface YardPlan extends CastSize {
  storage: Storage;
  seed: number;
  /** Server processes over the one database. */
  nodes?: number;
  env?: Record<string, string>;
  nodeArgs?: (node: number) => string[];
  /** Node's own arguments for the processes of the clients. */
  clientArgs?: string[];
  /** Accounts to watch as, of each list. */
  watchers?: number;
}

/** A club under load: its servers, the network in front of them, writers, followers and pages, and the audit of it all. */
export class Yard {
  readonly chance: Chance;
  readonly #plan: YardPlan;
  readonly club: ChaosClub;
  readonly servers: ServerProcess[];
  readonly network: Network;
  readonly crowd: Child;
  readonly writers: Child;
  readonly pages: Child;
  #before: Seen[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "caddiepro-chaos-"));

  private constructor(plan: YardPlan, club: ChaosClub, servers: ServerProcess[], network: Network) {
    this.#plan = plan;
    this.chance = new Chance(plan.seed);
    this.club = club;
    this.servers = servers;
    this.network = network;
    const load = (file: string, args: string[] = []) =>
      startChild(process.execPath, ["--import", "tsx", ...args, `tests/chaos/${file}.ts`]);
    this.crowd = load("crowd", plan.clientArgs);
    this.writers = load("writers");
    this.pages = load("pages", plan.clientArgs);
  }

  static async open(plan: YardPlan): Promise<Yard> {
    const { storage, nodes = 1, writers, watchers = 30, env, nodeArgs } = plan;
    const size = { admins: Math.max(writers, 2), watchers, movable: 6 };
    const club = await foundClub(storage, size);
    const servers: ServerProcess[] = [];
    for (let n = 0; n < nodes; n++) {
      const { url: databaseUrl, dataDir } = storage;
      servers.push(await ServerProcess.create({ databaseUrl, dataDir, env, nodeArgs: nodeArgs?.(n) }));
    }
    const ports = servers.map(({ port }) => port);
    const yard = new Yard(plan, club, servers, await Network.between(ports, new Chance(plan.seed)));
    try {
      for (const server of servers) await server.start();
      await yard.#fill();
      return yard;
    } catch (error) {
      await yard.close();
      throw error;
    }
  }

  get server(): ServerProcess {
    return this.servers[0] as ServerProcess;
  }

  /** The admin who only looks, past the network, at the first server that runs. */
  get auditor(): Api {
    return new Api(() => this.#running.url, auditorOf(this.club).token);
  }

  async write(): Promise<void> {
    await this.writers.ask("start");
  }

  /** Lets the load run until so many more changes are answered. */
  async answered(more: number, patienceMs = PATIENCE_MS): Promise<void> {
    const goal = (await this.writers.ask<number>("count")) + more;
    for (const deadline = now() + patienceMs; now() < deadline; await pause(20))
      if ((await this.writers.ask<number>("count")) >= goal) return;
    throw new Error(`fewer than ${more} changes were answered within ${patienceMs} ms`);
  }

  /** Where the streams stand that an admin hears. */
  async heads(): Promise<Cursors> {
    for (const deadline = now() + PATIENCE_MS; ; await pause(20)) {
      const answer = await this.auditor.board().catch(() => null);
      if (answer?.status === 200) return answer.body.cursors;
      if (now() > deadline) throw new Error(`no board: ${answer?.status}`);
    }
  }

  /**
   * Resolves with the milliseconds until every client is at the heads of this moment; call it when a fault has just
   * healed. @throws Error that names who is not, after `HEAL_MS`
   */
  async healed(): Promise<number> {
    const begun = now();
    const heads = await this.heads();
    const input = { heads, withinMs: Math.max(0, HEAL_MS - (now() - begun)) };
    const results = await Promise.all(
      [this.crowd, this.pages].map((child) => child.ask<number | string[]>("reach", input)),
    );
    const late = results.flatMap((result) => (typeof result === "number" ? [] : result));
    if (late.length > 0) {
      const said = this.servers.flatMap(({ printed }) => printed.slice(-3).map((line) => line.slice(0, 400)));
      const who = `${late.length} are not at ${JSON.stringify(heads)} after ${HEAL_MS} ms`;
      throw new Error(`I9: ${[who, ...late.slice(0, 4), ...said].join("\n")}`);
    }
    return now() - begun;
  }

  /** Stops the writers, waits until all have heard everything, stops the rest, and gives what everybody saw. */
  async evidence(): Promise<Evidence> {
    await this.writers.ask("stop", null, PATIENCE_MS);
    await this.#rests();
    await this.healed();
    const fresh = await freshBoards(this.club, this.#running.url);
    const shown = await this.pages.ask<{ name: string; board: Caddie[] }[]>("boards");
    const { clients, taps } = await this.#collect<{ clients: ClientRecord[]; taps: WriteRecord[] }>(
      this.pages,
    );
    const followers = await this.#collect<ClientRecord[]>(this.crowd);
    const writes = await this.#collect<WriteRecord[]>(this.writers);
    for (const server of this.servers) await server.terminate();
    const { url, dataDir } = this.#plan.storage;
    const database = await openDatabase({ url, dataDir });
    try {
      const ledger = await readLedger(database.db, this.club.id);
      const boards = await replayBoards(ledger, this.#before, fresh, shown);
      return { ledger, clients: [...followers, ...clients], writes: [...writes, ...taps], boards };
    } finally {
      await database.close();
    }
  }

  /** Resolves when nothing is told any more: who is near hears it a moment after the change that brought him there. */
  async #rests(): Promise<void> {
    for (let before = "", told = await this.#told(); before !== told; ) {
      before = told;
      await pause(REST_MS);
      told = await this.#told();
    }
  }

  /** How many events of each kind every server has emitted. */
  async #told(): Promise<string> {
    const metricsOf = ({ url }: ServerProcess) =>
      fetch(`${url}/api/metrics`).then(
        (answer) => answer.text(),
        () => "",
      );
    const pages = await Promise.all(this.servers.map(metricsOf));
    return pages.flatMap((page) => page.split("\n").filter((line) => line.includes("_events_total{"))).join();
  }

  /** What the audit has to say of it, and what the servers complained of. */
  judge(evidence: Evidence): string[] {
    const faults = this.servers.flatMap(({ faults: said }) =>
      said.map((line) => `server: ${line.slice(0, 600)}`),
    );
    return [...audit(evidence), ...faults.slice(0, 5)];
  }

  async verdict(): Promise<string[]> {
    return this.judge(await this.evidence());
  }

  async close(): Promise<void> {
    await Promise.all([this.crowd, this.writers, this.pages].map((child) => child.stop()));
    for (const server of this.servers) await server.kill();
    await this.network.close();
    rmSync(this.#folder, { recursive: true, force: true });
    await this.#plan.storage.drop();
  }

  get #running(): ServerProcess {
    return this.servers.find(({ running }) => running) ?? this.server;
  }

  async #fill(): Promise<void> {
    this.#before = await freshBoards(this.club, this.server.url);
    const cast = castOf(this.club, this.#before, this.network.port, this.#plan);
    const seed = this.chance.upTo(1e9);
    await this.writers.ask("open", { plans: cast.writers, seed });
    const opened = await Promise.all([
      this.crowd.ask<number | string[]>("open", { plans: cast.followers, seed }),
      this.pages.ask<number | string[]>("open", cast.pages),
    ]);
    if (opened.some((result) => typeof result !== "number"))
      throw new Error(`not all are connected: ${opened}`);
  }

  async #collect<T>(child: Child): Promise<T> {
    const file = join(this.#folder, `${child.pid}.json`);
    await child.ask("close", file, PATIENCE_MS);
    return JSON.parse(readFileSync(file, "utf8")) as T;
  }
}

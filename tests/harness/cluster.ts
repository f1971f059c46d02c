import { expect, vi } from "vitest";
import type { Cluster } from "@/lib/realtime/cluster";
import type { Target } from "./databases";
import { FurtherNode } from "./node";
import { PrivateRedis } from "./redis";
import { type LogLine, TestServer } from "./server";

const PATIENCE = { timeout: 10_000, interval: 20 };

/** Servers on one database and a Redis of their own: the first answers HTTP, further ones come and go. */
export class TestCluster {
  readonly redis: PrivateRedis;
  readonly first: TestServer;
  readonly #nodes = new Set<FurtherNode>();
  readonly #faults: LogLine[] = [];

  private constructor(redis: PrivateRedis, first: TestServer) {
    this.redis = redis;
    this.first = first;
  }

  static async start(target: Target, redisProgram: string): Promise<TestCluster> {
    const redis = await PrivateRedis.start(redisProgram);
    return new TestCluster(redis, await TestServer.start(await target.create(), { REDIS_URL: redis.url }));
  }

  /** The first server's side of the cluster. */
  get cluster(): Cluster {
    const { cluster } = this.first.realtime;
    if (!cluster) throw new Error("the first server is alone");
    return cluster;
  }

  /** Starts one more, which has not met the others yet. */
  async further(url: string = this.redis.url): Promise<FurtherNode> {
    const node = await FurtherNode.start(this.first.storage, url);
    this.#nodes.add(node);
    return node;
  }

  /** Starts one more, and resolves when it and the first server hear each other. */
  async joined(): Promise<FurtherNode> {
    const node = await this.further();
    await this.meet(node);
    return node;
  }

  /** Resolves when the first server and this node hear all others. */
  async meet(node: FurtherNode): Promise<void> {
    const ask = async (cluster: Cluster) => (await cluster.ask("stats:partial", "nobody")).length;
    const others = this.#nodes.size;
    await vi.waitFor(
      async () => expect([await ask(this.cluster), await ask(node.cluster)]).toEqual([others, others]),
      PATIENCE,
    );
  }

  /** @returns how long the stop took, in milliseconds */
  async part(node: FurtherNode): Promise<number> {
    this.#nodes.delete(node);
    const took = await node.stop();
    this.#take(node.lines);
    return took;
  }

  /** The channel on which the processes of this database ask and hint. */
  async requestChannel(): Promise<string> {
    const found = await this.redis.ask((client) => client.pubsub("CHANNELS", "caddiepro:*-request#*"));
    const [channel, ...others] = found as string[];
    if (!channel || others.length > 0) throw new Error(`${String(found)} is not one channel`);
    return channel;
  }

  /** How many connections Redis believes to listen on it. */
  async listeners(): Promise<number> {
    const channel = await this.requestChannel();
    return this.redis.ask(async (client) => Number((await client.pubsub("NUMSUB", channel))[1]));
  }

  /** Resolves when so many connections listen. */
  async listening(count: number): Promise<void> {
    await vi.waitFor(async () => expect(await this.listeners()).toBe(count), PATIENCE);
  }

  /** Faults that any of them logged since the last call. */
  takeFaults(): LogLine[] {
    this.#faults.push(...this.first.takeFaults());
    for (const node of this.#nodes) this.#take(node.lines);
    return this.#faults.splice(0);
  }

  #take(lines: LogLine[]): void {
    this.#faults.push(...lines.splice(0).filter(({ level }) => level >= 50));
  }

  async stop(): Promise<void> {
    for (const node of this.#nodes) await node.stop();
    await this.first.stop();
    await this.redis.close();
  }
}

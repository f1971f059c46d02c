import { Agent, get } from "node:http";
import { now, pause } from "./clock";
import { type Spread, spreadOf } from "./percentiles";

/**
 * Requests at a fixed rate, however long their answers take, each timed from the moment at which it was due: a server
 * that stands still for a second is felt by all who would have come in that second.
 * @throws Error when one is not answered with 200
 */
export async function timeRequests(
  { port, path, token }: { port: number; path: string; token: string },
  perSecond: number,
  forMs: number,
): Promise<Spread> {
  const agent = new Agent({ keepAlive: true });
  const headers = { cookie: `caddiePro_token=${token}`, accept: "application/json" };
  const one = async (due: number) => {
    await pause(Math.max(0, due - now()));
    await new Promise<void>((resolve, reject) => {
      const request = get({ agent, host: "127.0.0.1", port, path, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`GET ${path}: ${response.statusCode}`));
        response.resume().on("end", resolve);
      });
      request.on("error", reject);
    });
    return now() - due;
  };
  const begun = now() + 50;
  const total = Math.round((forMs * perSecond) / 1000);
  const times = await Promise.all(
    Array.from({ length: total }, (_, n) => one(begun + (n * 1000) / perSecond)),
  );
  agent.destroy();
  return spreadOf(times);
}

import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen, stopListening } from "@/lib/http/listen";
import { pollBytes } from "@/lib/poll-bytes";
import { databases } from "../harness/databases";
import { createClub, type Person } from "../harness/factories";
import { answer, loadRoutes } from "../harness/router";
import { TestServer } from "../harness/server";
import { noticed, until } from "../harness/until";

/** An address of this machine that is not its loopback. */
const outer = Object.values(networkInterfaces())
  .flat()
  .find((face) => face && face.family === "IPv4" && !face.internal)?.address;

describe("the HTTP server before the handlers", () => {
  let server: TestServer;
  const http = createServer();
  const urlAt = (host: string) => `http://${host}:${(http.address() as AddressInfo).port}`;

  beforeAll(async () => {
    const [embedded] = await databases();
    if (!embedded) throw new Error("no database");
    server = await TestServer.start(await embedded.create());
    const { env, log } = server.runtime;
    const serve = await listen(http, { ...env, PORT: 0, HOST: "0.0.0.0", TRUST_PROXY: false }, log);
    const routes = await loadRoutes();
    serve((request, response) => answer(routes, request, response));
  });
  afterAll(async () => {
    await stopListening(http);
    await server.stop();
  });

  const metricsFor = async (host: string, forwarded?: string) => {
    const headers = forwarded === undefined ? undefined : { "x-forwarded-for": forwarded };
    const { status } = await fetch(`${urlAt(host)}/api/metrics`, { headers });
    return status;
  };

  it("[R-10] without TRUST_PROXY nobody says himself where he comes from", async () => {
    expect(await metricsFor("127.0.0.1")).toBe(200);
    expect(await metricsFor("127.0.0.1", "203.0.113.9")).toBe(200);
  });

  it.skipIf(!outer)("[R-10] without TRUST_PROXY nobody else calls himself this machine", async () => {
    for (const forwarded of [undefined, "127.0.0.1", "::1"])
      expect(await metricsFor(outer ?? "", forwarded), forwarded).toBe(401);
  });

  it("[R-14] a large answer travels compressed where the client takes it so", async () => {
    const { admin } = await createClub(server, { sizes: [40] });
    const ask = (encoding: string) =>
      fetch(`${urlAt("127.0.0.1")}/api/caddies`, {
        headers: { authorization: `Bearer ${admin.token}`, "accept-encoding": encoding },
      });
    const [small, plain] = await Promise.all([ask("gzip"), ask("identity")]);
    expect([small, plain].map(({ headers }) => headers.get("content-encoding"))).toEqual(["gzip", null]);
    expect(await small.text()).toBe(await plain.text());
  });

  /** Bytes of one poll on a connection that is kept, both directions, with the headers that a phone's browser sends. */
  async function bytesOfPoll({ token }: Person): Promise<number> {
    const socket = connect((http.address() as AddressInfo).port, "127.0.0.1");
    let text = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
      noticed();
    });
    const asked = [
      "GET /api/caddies?list=1 HTTP/1.1",
      `Host: caddies.club-los-andes.co`,
      "Connection: keep-alive",
      'sec-ch-ua: "Chromium";v="142", "Google Chrome";v="142", "Not_A Brand";v="99"',
      "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
      "Accept: */*",
      "Accept-Encoding: gzip, deflate",
      "Accept-Language: es-CO,es;q=0.9",
      "Referer: https://caddies.club-los-andes.co/turnos",
      `Cookie: __Secure-caddiePro_token=${"x".repeat(10)}`,
      `Authorization: Bearer ${token}`,
      "",
      "",
    ].join("\r\n");
    const answers = () => text.split("HTTP/1.1 200").length - 1;
    for (const nth of [1, 2]) {
      socket.write(asked);
      await until(() => answers() === nth && text.endsWith("0\r\n\r\n"), `answer ${nth}`);
    }
    expect(text).toContain("Content-Encoding: gzip");
    const bytes = (socket.bytesRead + socket.bytesWritten) / 2;
    socket.destroy();
    return bytes;
  }

  it.each([3, 120])(
    "[C-20] what a poll of %i caddies is said to cost is what it costs, within 30 percent",
    async (size) => {
      const club = await createClub(server, { sizes: [size] });
      // A day's work: some are out, some have turns behind them.
      for (let place = 1; place <= size; place += 8) {
        const { id } = club.at(1, place);
        await club.admin.api.status(id, "En campo");
        if (place % 2 === 0) await club.admin.api.status(id, "Disponible");
      }
      const real = await bytesOfPoll(await club.as(club.at(1, 1)));
      const said = await pollBytes(server.db, club.id);
      expect(said / real, `said ${said}, costs ${real}`).toBeGreaterThan(0.7);
      expect(said / real, `said ${said}, costs ${real}`).toBeLessThan(1.3);
    },
  );
});

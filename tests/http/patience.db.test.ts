import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATIENCE } from "@/lib/http/patience";
import { RawConnection } from "../abuse/raw-connection";
import { databases } from "../harness/databases";
import { createClub } from "../harness/factories";
import { TestServer } from "../harness/server";

/** A small part of what the real server waits. */
const QUICK = { ...PATIENCE, headersTimeout: 500, requestTimeout: 1_500, connectionsCheckingInterval: 100 };

describe("[R-13] the patience of the server", () => {
  let server: TestServer;
  beforeAll(async () => {
    const [target] = await databases();
    if (!target) throw new Error("there is no database");
    server = await TestServer.start(await target.create(), {}, QUICK);
  });
  afterAll(() => server.stop());

  it("is ten seconds for the head of a request, thirty for all of it", () => {
    expect(PATIENCE).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
    });
  });

  it("ends for those who say nothing, a letter now and then, or half a body; whoever speaks is answered meanwhile", async () => {
    const club = await createClub(server);
    const head = "POST /api/caddies HTTP/1.1\r\nHost: x\r\n";
    const authorised = `${head}Authorization: Bearer ${club.admin.token}\r\nContent-Type: application/json\r\n`;
    const slow: [RawConnection, string][] = [];
    for (let n = 0; n < 40; n++) {
      slow.push([new RawConnection(server.port), ""]);
      slow.push([new RawConnection(server.port), "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "]);
      slow.push([new RawConnection(server.port), `${authorised}Content-Length: 500\r\n\r\n{"name":"`]);
      slow.push([
        new RawConnection(server.port),
        `${authorised}Transfer-Encoding: chunked\r\n\r\n1f4\r\n{"na`,
      ]);
    }
    const drip = setInterval(() => {
      for (const [connection, begun] of slow) if (begun !== "") connection.send("x");
    }, 100);
    for (const [connection, begun] of slow) connection.send(begun);
    expect((await club.admin.api.board()).status).toBe(200);
    await Promise.all(slow.map(([{ gone }]) => gone));
    clearInterval(drip);
    const statuses = new Set(slow.map(([{ heard }]) => heard.toString().slice(9, 12)));
    expect(statuses).toEqual(new Set(["408"]));
    expect((await club.admin.api.board()).body.data).toHaveLength(9);
    const told = server.lines.filter(({ msg }) => msg === "suspicious");
    expect(told).toMatchObject([{ level: 40, address: "127.0.0.1", reason: "request too slow" }]);
    expect(server.takeFaults()).toEqual([]);
  });

  it("answers what is no HTTP as such, tells of it, and says nothing of browsers' spare connections", async () => {
    const answers: [string, string][] = [
      ["no request at all\r\n\r\n", "400 Bad Request"],
      [
        `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
        "431 Request Header Fields Too Large",
      ],
    ];
    for (const [request, status] of answers) {
      const connection = new RawConnection(server.port);
      connection.send(request);
      await connection.gone;
      expect(connection.heard.toString()).toBe(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    }
    await new RawConnection(server.port).gone;
    const left = new RawConnection(server.port);
    left.send("POST /api/caddies HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
    left.socket.end();
    await left.gone;
    expect(server.lines.filter(({ msg }) => msg === "suspicious")).toMatchObject([
      { address: "127.0.0.1", reason: "malformed request" },
    ]);
    expect(server.takeFaults()).toEqual([]);
  });
});

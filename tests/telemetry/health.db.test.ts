import { expect, it } from "vitest";
import { Api } from "../harness/api";
import { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  const get = (path: string) =>
    new Api(() => suite.server.url, null).request<Record<string, unknown>>("GET", path);

  it("[R-10] the server says that it is well, to anybody", async () => {
    const { status, body, headers } = await get("/api/health");
    expect(status).toBe(200);
    expect(body).toEqual({ status: "ok", uptime: expect.any(Number), database: "ok" });
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("[R-10] it counts the clients that are connected", async () => {
    const club = await suite.club(2);
    const count = async () => (await get("/api/socket-health")).body.connectedClients;
    expect((await get("/api/socket-health")).body).toEqual({
      status: "ok",
      connectedClients: 0,
      uptime: expect.any(Number),
    });
    const [one, two] = [await club.admin.connect(), await club.admin.connect()];
    expect(await count()).toBe(2);
    const left = new Promise((resolve) =>
      suite.server.realtime.io.sockets.sockets.get(one.socket.id ?? "")?.on("disconnect", resolve),
    );
    one.close();
    await left;
    await two.pulse();
    expect(await count()).toBe(1);
  });

  it.skipIf(suite.database === "PGlite")(
    "a database that is away is told as such, everywhere, and is found again",
    async () => {
      const club = await suite.club(1);
      await suite.server.runtime.database.close();
      const health = await get("/api/health");
      expect([health.status, health.body]).toMatchObject([503, { status: "degraded", database: "away" }]);
      const board = await club.admin.api.board();
      expect([board.status, board.headers.get("retry-after"), board.body]).toMatchObject([
        503,
        "2",
        { code: "UNAVAILABLE", status: 503 },
      ]);
      expect((await club.admin.api.status(club.at(1, 1).id, "Ausente", "una-llave")).status).toBe(503);
      const phone = new Phone(suite.server.url, { auth: { token: club.admin.token } });
      expect(await phone.refused()).toMatchObject({ code: "UNAVAILABLE" });
      suite.server.takeFaults();
      await suite.server.restart();
      expect((await club.admin.api.status(club.at(1, 1).id, "Ausente", "una-llave")).status).toBe(200);
    },
  );
});

import { expect, it } from "vitest";
import type { SystemStats } from "@/lib/realtime/contract";
import { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";
import { upgradeStatus } from "../harness/upgrade";

onEveryDatabase(
  (suite) => {
    it("[C-16] with REALTIME=off sockets are refused", async () => {
      const { admin } = await suite.club(1);
      expect(await upgradeStatus(suite.server.url, {})).toBe(503);
      const phone = new Phone(suite.server.url, { auth: { token: admin.token } });
      expect(await phone.refused()).toEqual({ message: "websocket error" });
    });

    it("[C-16] with REALTIME=off the board is read, changed and caught up with by REST alone", async () => {
      const club = await suite.club(2);
      const person = await club.as(club.at(1, 2));
      const { epoch = "" } = (await person.api.board()).body.cursors["list-1"] ?? {};
      expect((await club.admin.api.status(club.at(1, 1).id, "En campo")).status).toBe(200);
      const { data, cursors } = (await person.api.board()).body;
      expect(data.find(({ id }) => id === club.at(1, 1).id)?.status).toBe("En campo");
      expect(cursors["list-1"]).toEqual({ epoch, seq: 1 });
      const missed = await person.api.request("GET", `/api/events?stream=list-1&epoch=${epoch}&after=0`);
      expect(missed.body).toMatchObject({ data: { seq: 1, events: [{ event: "caddie:status_changed" }] } });
    });

    it("[C-16] [R-10] it says that sockets are off, and that it is well", async () => {
      const { admin } = await suite.club(1);
      const get = async (path: string) => (await admin.api.request("GET", path)).body;
      expect(await get("/api/socket-health")).toEqual({
        status: "off",
        connectedClients: 0,
        uptime: expect.any(Number),
      });
      expect(await get("/api/health")).toMatchObject({ status: "ok", database: "ok" });
    });

    it("[C-16] [R-10] it still tells its admin how requests do, with nobody connected", async () => {
      const { admin } = await suite.club(1);
      await admin.api.board();
      const { status, body } = await admin.api.request<{ data: SystemStats }>("GET", "/api/socket-stats");
      expect(status).toBe(200);
      expect(body.data).toMatchObject({
        nodes: 1,
        connections: { total: 0, users: 0 },
        events: { perMinute: 0 },
        traffic: { livePerMinute: 0, pollingPerMinute: 0 },
      });
      expect(body.data.latency.http?.count).toBeGreaterThan(0);
    });
  },
  { REALTIME: "off" },
);

import { expect, it } from "vitest";
import { SESSION_SECONDS } from "@/lib/auth/token";
import { tokenOf } from "../harness/factories";
import { Phone, type PhoneOptions } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";
import { upgradeStatus } from "../harness/upgrade";

onEveryDatabase((suite) => {
  const refusal = (options: PhoneOptions) => new Phone(suite.server.url, options).refused();

  it("[C-04] without a session nobody connects, and is told why", async () => {
    expect(await refusal({})).toEqual({ code: "UNAUTHENTICATED", message: "no session: sign in first" });
  });

  it("[C-04] a token that is none is refused", async () => {
    const { admin } = await suite.club(1);
    for (const token of ["x", `${admin.token}x`, admin.token.slice(0, -4), "a.b.c.d.e"]) {
      expect(await refusal({ auth: { token } })).toMatchObject({ code: "UNAUTHENTICATED" });
    }
  });

  it("[C-04] a handshake of a strange shape is refused", async () => {
    const { admin } = await suite.club(1);
    const { token } = admin;
    for (const auth of [
      { token: 7 },
      { token: "" },
      { token: "x".repeat(8193) },
      { token, cursors: [] },
      { token, cursors: { "list-1": { epoch: "x", seq: -1 } } },
      { token, cursors: { "list-1": { epoch: "x", seq: 1.5 } } },
      { token, cursors: { "list 1": { epoch: "x", seq: 1 } } },
    ]) {
      expect(await refusal({ auth }), JSON.stringify(auth).slice(0, 80)).toMatchObject({
        code: "UNAUTHENTICATED",
      });
    }
  });

  it("[C-04] an expired token is called expired, a signed-out one is not accepted", async () => {
    const club = await suite.club(2);
    const claims = { userId: club.admin.userId, sessionId: club.admin.sessionId, sessionVersion: 1 };
    const yesterday = new Date((Math.floor(Date.now() / 1000) - 86_400) * 1000);
    const justNow = new Date((Math.floor(Date.now() / 1000) - 1) * 1000);
    for (const expiresAt of [yesterday, justNow]) {
      const token = await tokenOf({ ...claims, expiresAt });
      expect(await refusal({ auth: { token } })).toMatchObject({ code: "TOKEN_EXPIRED" });
    }
    const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
    const older = await tokenOf({ ...claims, sessionVersion: 2, expiresAt });
    expect(await refusal({ auth: { token: older } })).toMatchObject({ code: "UNAUTHENTICATED" });
    const caddie = await club.as(club.at(1, 1));
    await caddie.api.request("POST", "/api/auth/sign-out");
    expect(await refusal({ auth: { token: caddie.token } })).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("[C-04] [C-18] the cookie counts with this site's Origin, and only with it", async () => {
    const { admin } = await suite.club(1);
    const cookie = `caddiePro_token=${admin.token}`;
    expect(await refusal({ headers: { cookie } })).toMatchObject({ code: "UNAUTHENTICATED" });
    const phone = new Phone(suite.server.url, { headers: { cookie, origin: suite.server.url } });
    expect(Object.keys((await phone.ready()).streams)).toContain("list-1");
    const wrong = { token: "x" };
    expect(await refusal({ auth: wrong, headers: { cookie, origin: suite.server.url } })).toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  it("[C-18] a foreign Origin is refused with 403 on the upgrade itself", async () => {
    const { admin } = await suite.club(1);
    const { url, port } = suite.server;
    const foreign = [
      "https://evil.example",
      "null",
      `http://127.0.0.1:${port + 1}`,
      `${url}.evil.example`,
      `${url}/`,
    ];
    for (const origin of foreign) expect(await upgradeStatus(url, { origin }), origin).toBe(403);
    for (const origin of [url, `http://localhost:${port}`]) {
      expect(await upgradeStatus(url, { origin }), origin).toBe(101);
    }
    expect(await upgradeStatus(url, {})).toBe(101);
    const phone = new Phone(url, {
      auth: { token: admin.token },
      headers: { origin: "https://evil.example" },
    });
    expect(await phone.refused()).toEqual({ message: "websocket error" });
  });

  it("[C-02] only WebSockets are served, at one path", async () => {
    const { url } = suite.server;
    expect((await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).status).toBe(404);
    expect(await upgradeStatus(url, {}, "/elsewhere")).toBe(404);
    expect(await upgradeStatus(url, {}, "/_next/webpack-hmr")).toBe(404);
    expect(await upgradeStatus(url, {}, "/socket.io/x?EIO=4&transport=websocket")).toBe(404);
  });

  it("[C-05] [R-01] everybody hears himself, his club and his lists; the master all lists and the admins", async () => {
    const club = await suite.club(1, 1, 1);
    const caddie = await (await club.as(club.at(2, 1))).connect();
    const master = await club.admin.connect();
    const streams = async (phone: Phone) => Object.keys((await phone.ready()).streams).sort();
    expect(await streams(caddie)).toEqual(["list-2", "org", "user"]);
    expect(await streams(master)).toEqual(["admins", "list-1", "list-2", "list-3", "org", "user"]);
  });

  it("[R-03] a user connects 30 times in a minute, not 31, and others are not held up", async () => {
    const club = await suite.club(2);
    const busy = await club.as(club.at(1, 1));
    for (let n = 0; n < 30; n++) (await busy.connect()).close();
    expect(await refusal({ auth: { token: busy.token } })).toEqual({
      code: "RATE_LIMITED",
      message: "too many connections: wait a minute",
    });
    expect(suite.server.lines).toContainEqual(
      expect.objectContaining({ msg: "suspicious", userId: busy.userId, reason: "too many connections" }),
    );
    expect((await busy.api.board()).status).toBe(200);
    expect((await (await club.as(club.at(1, 2))).connect()).socket.connected).toBe(true);
  });
});

onEveryDatabase(
  (suite) => {
    const from = (address: string) => ({ "x-forwarded-for": `203.0.113.9, ${address}` });

    it("[R-03] 100 failures hold up what fails at an address; a good token behind it is never counted", async () => {
      const club = await suite.club(40);
      const people = await Promise.all(club.caddies.map((caddie) => club.as(caddie)));
      const bad = () =>
        new Phone(suite.server.url, { auth: { token: "x" }, headers: from("10.1.1.1") }).refused();
      for (let n = 0; n < 100; n++) expect(await bad()).toMatchObject({ code: "UNAUTHENTICATED" });
      expect(await bad()).toMatchObject({ code: "RATE_LIMITED" });
      for (const person of people) (await person.connect({ headers: from("10.1.1.1") })).close();
      expect(await bad()).toMatchObject({ code: "RATE_LIMITED" });
      const told = suite.server.lines.filter(({ msg }) => msg === "suspicious");
      expect(told).toMatchObject([{ level: 40, address: "10.1.1.1", reason: "too many failed handshakes" }]);
      expect(JSON.stringify(told)).not.toContain("userId");
    });
  },
  { TRUST_PROXY: "1" },
);

import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { users } from "@/lib/users/tables";
import { Api } from "../harness/api";
import { PASSWORD, signIn } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  const nobody = () => new Api(() => suite.server.url, null);

  it("[C-04] shows where somebody is signed in, and ends one of his sessions or all", async () => {
    const club = await suite.club(1);
    const { account } = club.at(1, 1);
    const agent =
      "Mozilla/5.0 (Linux; Android 14; SM-A155M) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36";
    const { body } = await nobody().request<{ token: string }>("POST", "/api/auth/token", {
      body: { identifier: account.identifier, password: PASSWORD },
      headers: { "user-agent": agent },
    });
    const phone = new Api(() => suite.server.url, body.token);
    const tablet = await signIn(suite.server, account);
    await tablet.connect();
    const devices = (await club.admin.api.devices(account.userId)).body.data;
    expect(devices).toHaveLength(2);
    expect(devices.find(({ id }) => id === tablet.sessionId)).toMatchObject({ device: null, online: true });
    const own = devices.find(({ id }) => id !== tablet.sessionId);
    expect(own).toMatchObject({ device: "Android · Chrome", online: false, current: false });
    const drop = (id: string | undefined) =>
      club.admin.api.request("DELETE", `/api/users/${account.userId}/sessions/${id}`);
    expect((await drop(own?.id)).status).toBe(204);
    expect((await drop(own?.id)).status).toBe(404);
    expect((await drop(club.admin.sessionId)).status).toBe(404);
    expect((await phone.board()).status).toBe(401);
    expect((await tablet.api.board()).status).toBe(200);
    expect((await club.admin.api.toUser(account.userId, "sign-out")).status).toBe(204);
    expect((await tablet.api.board()).status).toBe(401);
    expect((await club.admin.api.devices(account.userId)).body.data).toEqual([]);
    expect((await club.admin.api.devices(club.admin.userId)).body.data).toMatchObject([{ current: true }]);
  });

  it("finds accounts page by page, without regard to accents and case, by role and by state", async () => {
    const club = await suite.club(2);
    const names = ["Álvaro Núñez", "alba ROJAS", "Óscar Ruiz", "Zoila"];
    for (const name of names) await club.admin.api.invite({ name, role: "CAPTAIN" });
    const found = async (query: string) =>
      (await club.admin.api.users(query)).body.data.map(({ name }) => name);
    expect(await found("?role=CAPTAIN")).toEqual(["alba ROJAS", "Álvaro Núñez", "Óscar Ruiz", "Zoila"]);
    expect(await found("?search=nunez")).toEqual(["Álvaro Núñez"]);
    expect(await found("?search=ROJ%C3%81S")).toEqual(["alba ROJAS"]);
    expect(await found("?search=%25")).toEqual([]);
    expect(await found("?state=invited&limit=200")).toHaveLength(4);
    expect(await found(`?caddieId=${club.at(1, 2).id}`)).toEqual([club.at(1, 2).name]);
    const pages: string[][] = [];
    for (let cursor = ""; ; ) {
      const { body } = await club.admin.api.users(`?limit=3${cursor}`);
      pages.push(body.data.map(({ name }) => name));
      if (!body.nextCursor) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(await found("?limit=200"));
    for (const bad of ["nonsense", "W10", Buffer.from('["a","b"]').toString("base64url")])
      expect((await club.admin.api.users(`?cursor=${bad}`)).status).toBe(422);
  });

  it("a club's accounts are nobody else's: not in its pages, not by their id", async () => {
    const [club, other] = [await suite.club(1), await suite.club(1)];
    const { body } = await other.admin.api.users("?limit=200");
    const theirs = await suite.server.db
      .select({ id: users.id })
      .from(users)
      .where(eq(users.organizationId, other.id));
    expect(body.data.map(({ id }) => id).sort()).toEqual(theirs.map(({ id }) => id).sort());
    const mine = club.at(1, 1);
    expect((await other.admin.api.invite({ name: "X", role: "CADDIE", caddieId: mine.id })).status).toBe(404);
    expect((await other.admin.api.updateUser(mine.account.userId, { caddieId: null })).status).toBe(404);
  });
});

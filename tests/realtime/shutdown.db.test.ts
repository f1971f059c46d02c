import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { caddies } from "@/lib/caddies/tables";
import { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";
import { RawSocket } from "../harness/upgrade";

onEveryDatabase((suite) => {
  it("[R-12] a server that stops tells its clients when to return, and lets them", async () => {
    const club = await suite.club(3);
    const phones = await Promise.all(club.caddies.map(async (caddie) => (await club.as(caddie)).connect()));
    const begun = performance.now();
    const halted = suite.server.halt();
    for (const phone of phones) {
      expect(await phone.signal("server:shutdown")).toEqual({ reconnectInMs: 500 });
      // Not "io server disconnect": after that a client does not come back by itself.
      expect(await phone.end()).toMatch(/^transport/);
    }
    await halted;
    expect(performance.now() - begun).toBeLessThan(4500);
    const early = new Phone(suite.server.url, { auth: { token: club.admin.token } });
    expect(await early.refused()).toEqual({ message: "websocket error" });
    await suite.server.begin();
    const back = await club.admin.connect();
    await club.admin.api.status(club.at(1, 1).id, "Ausente");
    await back.entry("list-1", 1);
  });

  it("[R-12] what was being written when it stopped is there afterwards, or is not, but never half", async () => {
    const club = await suite.club(20);
    const sent = club.caddies.map(({ id }) =>
      club.admin.api.status(id, "En campo").then(
        ({ status }) => status,
        () => 0,
      ),
    );
    await suite.server.restart();
    const answers = await Promise.all(sent);
    const { data, cursors } = (await club.admin.api.board()).body;
    const out = data.filter(({ status }) => status === "En campo");
    expect(out.length).toBeGreaterThanOrEqual(answers.filter((status) => status === 200).length);
    expect(cursors["list-1"]?.seq).toBe(out.length);
    expect(out.every(({ turn }) => turn !== null)).toBe(true);
    suite.server.takeFaults();
  });

  it("[R-12] a request that was begun is answered, while the clients are already told", async () => {
    const club = await suite.club(2);
    const phone = await club.admin.connect();
    const { db } = suite.server;
    let halted: Promise<void> | undefined;
    let answer: ReturnType<typeof club.admin.api.status> | undefined;
    // Whoever holds the caddie's row holds up the request.
    await db.transaction(async (tx) => {
      await tx.execute(sql`select from ${caddies} where id = ${club.at(1, 1).id} for update`);
      const arrived = suite.server.requested("PATCH");
      answer = club.admin.api.status(club.at(1, 1).id, "En campo");
      await arrived;
      halted = suite.server.halt();
      await phone.signal("server:shutdown");
      await phone.end();
    });
    expect((await answer)?.status).toBe(200);
    await halted;
    await suite.server.begin();
    const { data, cursors } = (await club.admin.api.board()).body;
    expect(data.find(({ id }) => id === club.at(1, 1).id)?.status).toBe("En campo");
    expect(cursors["list-1"]?.seq).toBe(1);
  });

  it("[R-12] a phone that does not answer the goodbye holds nobody up", async () => {
    const club = await suite.club(1);
    const sleeper = new RawSocket(suite.server.url);
    await sleeper.connect((await club.as(club.at(1, 1))).token);
    sleeper.ws.pause();
    const begun = performance.now();
    await suite.server.halt();
    expect(performance.now() - begun).toBeLessThan(2500);
    await suite.server.begin();
    sleeper.ws.resume();
    await sleeper.end();
    expect(sleeper.frames.at(-1)).toBe('42["server:shutdown",{"reconnectInMs":500}]');
  });
});

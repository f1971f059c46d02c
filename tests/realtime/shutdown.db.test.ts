import { expect, it } from "vitest";
import { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";

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
});

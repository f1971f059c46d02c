import { expect, it } from "vitest";
import { onEveryDatabase } from "../harness/suite";

const CROWD = 120;

onEveryDatabase((suite) => {
  it(`[C-19] ${CROWD} caddies hold a connection each: all hear all, in order, and none is dropped`, async () => {
    const club = await suite.club(CROWD);
    const phones = await Promise.all(
      club.list(1).map(async (caddie) => {
        const phone = await (await club.as(caddie)).connect();
        await phone.ready();
        return phone;
      }),
    );
    expect(suite.server.realtime.connectedClients()).toBeGreaterThanOrEqual(CROWD);
    for (let place = 1; place <= 10; place++) {
      await club.admin.api.status(club.at(1, place).id, "En campo");
    }
    await Promise.all(phones.map((phone) => phone.entry("list-1", 10)));
    const seqs = phones.map((phone) => phone.on("list-1").map(({ seq }) => seq));
    expect(seqs).toEqual(phones.map(() => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    expect(suite.server.realtime.connectedClients()).toBeGreaterThanOrEqual(CROWD);
  });
});

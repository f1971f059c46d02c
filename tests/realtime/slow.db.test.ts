import { expect, it } from "vitest";
import { onEveryDatabase } from "../harness/suite";
import { noticed, until } from "../harness/until";
import { RawSocket } from "../harness/upgrade";

const PACKET = "x".repeat(16_384);

onEveryDatabase((suite) => {
  it("[R-13] I8: who stops reading is cut off rather than buffered for ever, his neighbour hears everything", async () => {
    const club = await suite.club(2);
    const { io } = suite.server.realtime;
    const healthy = await club.admin.connect();
    const raw = new RawSocket(suite.server.url);
    const person = await club.as(club.at(1, 1));
    await raw.connect(person.token);
    const held = [...io.sockets.sockets.values()].find((socket) => socket.id !== healthy.socket.id);
    let reason = "";
    held?.on("disconnect", (why) => {
      reason = why;
      noticed();
    });
    raw.ws.pause();
    // Batch by batch, as fast as the neighbour reads: nobody but the sleeper may fall behind.
    const noise = () => healthy.signals.filter(({ event }) => event === "noise").length;
    for (let sent = 50; reason === "" && sent <= 5000; sent += 50) {
      for (let n = 0; n < 50; n++) io.to(`org:${club.id}:list-1`).emit("noise", PACKET);
      await until(() => noise() === sent, `${sent} packets at the neighbour`);
    }
    await until(() => reason !== "", "the cut of the slow consumer");
    const warned = suite.server.lines.filter(({ msg }) =>
      String(msg).startsWith("a slow consumer is cut off"),
    );
    expect(warned).toMatchObject([{ userId: person.userId }]);
    expect(healthy.ended).toBeNull();
    // Cut off, not shut out: he returns by his cursor.
    expect((await person.connect()).socket.connected).toBe(true);
    raw.ws.resume();
    await raw.end();
  });
});

import { afterEach, expect, it, vi } from "vitest";
import { onEveryDatabase } from "../harness/suite";
import { RawSocket } from "../harness/upgrade";

onEveryDatabase((suite) => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("[R-03] 20 events go at once, the 21st is told to wait, its neighbour is not", async () => {
    const club = await suite.club(1);
    const [phone, other] = [await club.admin.connect(), await club.admin.connect()];
    const acks = await Promise.all(Array.from({ length: 25 }, () => phone.ask("ping:rtt", {})));
    expect(acks.map(({ ok }) => ok)).toEqual([...Array(20).fill(true), ...Array(5).fill(false)]);
    expect(acks[24]).toEqual({
      ok: false,
      error: { code: "RATE_LIMITED", message: "too many events: wait a minute" },
    });
    expect(await other.ask("ping:rtt", {})).toMatchObject({ ok: true });
  });

  it("[R-03] whoever goes on regardless is cut off, and it is logged", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    for (let n = 0; n < 300; n++) phone.socket.emit("ping:rtt", {});
    expect(await phone.end()).toBe("io server disconnect");
    const told = suite.server.lines.filter(({ msg }) => msg === "suspicious");
    const { userId } = club.admin;
    expect(told).toMatchObject([{ level: 40, userId, address: "127.0.0.1", reason: "too many events" }]);
  });

  it("[R-03] 100 events pass in a minute, then none until it is over", async () => {
    const club = await suite.club(1);
    // Only the calendar is held: the sockets keep their own timers.
    vi.useFakeTimers({ toFake: ["Date"] });
    // By hand: the library's client would take the jumps for a lost connection.
    const raw = new RawSocket(suite.server.url);
    await raw.connect(club.admin.token);
    const begun = Date.now();
    const ask = async (id: number, atMs: number) => {
      vi.setSystemTime(begun + atMs);
      raw.ws.send(`42${id}["ping:rtt",{}]`);
      return raw.frame(`43${id}[`);
    };
    for (let n = 0; n < 100; n++) expect(await ask(n, n * 500)).toContain('"ok":true');
    expect(await ask(100, 55_000)).toContain("RATE_LIMITED");
    expect(await ask(101, 61_000)).toContain('"ok":true');
    raw.ws.close();
  });

  it("[R-03] a limited connection still hears", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    for (let n = 0; n < 40; n++) phone.socket.emit("ping:rtt", {});
    await club.admin.api.status(club.at(1, 1).id, "Ausente");
    await phone.entry("list-1", 1);
    expect(phone.ended).toBeNull();
  });
});

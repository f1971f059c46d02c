import { expect, it } from "vitest";
import type { PresenceState, TypingState } from "@/lib/realtime/contract";
import type { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";
import { until } from "../harness/until";

const join = (phone: Phone, resource: string) => phone.ask<PresenceState>("presence:join", { resource });
const namesIn = (phone: Phone, resource: string) =>
  phone.signals
    .filter(
      ({ event, payload }) => event === "presence:change" && (payload as PresenceState).resource === resource,
    )
    .map(({ payload }) => (payload as PresenceState).users.map((user) => user.name))
    .at(-1);
const typingIn = (phone: Phone) =>
  phone.last<TypingState>("typing:change")?.users.map(({ name, field }) => `${name} ${field}`);

onEveryDatabase((suite) => {
  it("[R-05] the admin sees who is online, each once, and who has gone after the grace", async () => {
    const club = await suite.club(2, 1);
    const admin = await club.admin.connect();
    const before = await join(admin, "club");
    expect(before).toMatchObject({
      ok: true,
      data: { resource: "club", users: [{ role: "ADMIN", status: "online" }] },
    });
    const person = await club.as(club.at(1, 1));
    const [first, second] = await Promise.all([person.connect(), person.connect()]);
    await until(() => namesIn(admin, "club")?.length === 2, "two people for three connections");
    first.close();
    second.close();
    await until(() => namesIn(admin, "club")?.length === 1, "he is gone");
  });

  it("[R-05] who looks at a caddie is seen by those who look too, and by nobody else", async () => {
    const club = await suite.club(2, 1);
    const caddie = club.at(1, 1);
    const resource = `caddie:${caddie.id}`;
    const admin = await club.admin.connect();
    const colleague = await (await club.as(club.at(1, 2))).connect();
    const stranger = await (await club.as(club.at(2, 1))).connect();
    expect(await join(admin, resource)).toMatchObject({ ok: true });
    expect(await join(colleague, resource)).toMatchObject({ ok: true });
    await until(() => namesIn(admin, resource)?.length === 2, "both look");
    expect(await join(stranger, resource)).toMatchObject({ ok: false, error: { code: "FORBIDDEN" } });
    expect(await join(stranger, "club")).toMatchObject({ ok: false, error: { code: "FORBIDDEN" } });
    expect(await join(stranger, "list-1")).toMatchObject({ ok: false, error: { code: "FORBIDDEN" } });
    await colleague.ask("presence:leave", { resource });
    await until(() => namesIn(admin, resource)?.length === 1, "he left at once");
    expect(stranger.signals.some(({ event }) => event === "presence:change")).toBe(false);
  });

  it("[R-05] typing is told to those who look, ends by a word, and needs that one looks oneself", async () => {
    const club = await suite.club(1);
    const resource = `caddie:${club.at(1, 1).id}`;
    const admin = await club.admin.connect();
    const other = await (await club.as(club.at(1, 1))).connect();
    expect(await other.ask("typing:start", { resource, field: "name" })).toMatchObject({
      error: { code: "FORBIDDEN" },
    });
    await join(admin, resource);
    await join(other, resource);
    await other.ask("typing:start", { resource, field: "name" });
    await until(() => typingIn(admin)?.length === 1, "he types");
    expect(typingIn(admin)?.[0]).toMatch(/ name$/);
    await other.ask("typing:stop", { resource, field: "name" });
    await until(() => typingIn(admin)?.length === 0, "he stopped");
    expect(await other.ask("typing:start", { resource, field: "no field" })).toMatchObject({
      error: { code: "INVALID" },
    });
  });

  it("[R-14] what changes many times at once is told a few times, and the last word is the one that stays", async () => {
    const club = await suite.club(1);
    const resource = `caddie:${club.at(1, 1).id}`;
    const admin = await club.admin.connect();
    const other = await (await club.as(club.at(1, 1))).connect();
    await join(admin, resource);
    await join(other, resource);
    const words = Array.from({ length: 9 }, (_, i) => (i % 2 === 0 ? "typing:start" : "typing:stop"));
    for (const word of words)
      expect(await other.ask(word, { resource, field: "name" })).toMatchObject({ ok: true });
    await until(() => typingIn(admin)?.length === 1, "the last word came");
    const told = admin.signals.filter(({ event }) => event === "typing:change");
    expect(told.length).toBeLessThan(words.length / 2);
    await other.ask("typing:stop", { resource, field: "name" });
    await until(() => typingIn(admin)?.length === 0, "he stopped");
  });

  it("[R-05] [C-05] whoever loses a list is put out of what he looked at there", async () => {
    const club = await suite.club(2, 2);
    const resource = `caddie:${club.at(1, 2).id}`;
    const admin = await club.admin.connect();
    const phone = await (await club.as(club.at(1, 1))).connect();
    await join(admin, resource);
    await join(phone, resource);
    await until(() => namesIn(admin, resource)?.length === 2, "both look");
    await club.admin.api.update(club.at(1, 1).id, { listNumber: 2 });
    await until(() => namesIn(admin, resource)?.length === 1, "he is out");
    await phone.signal("access:changed");
    const told = phone.signals.length;
    await join(await club.admin.connect(), resource);
    await phone.pulse();
    expect(phone.signals.slice(told).filter(({ event }) => event === "presence:change")).toEqual([]);
  });

  it("[R-05] [I8] one connection looks at ten things at most, and gets room by leaving one", async () => {
    const club = await suite.club(1);
    const admin = await club.admin.connect();
    for (let n = 0; n < 10; n++) expect(await join(admin, `page:p${n}`)).toMatchObject({ ok: true });
    expect(await join(admin, "nonsense")).toMatchObject({ error: { code: "FORBIDDEN" } });
    expect(await join(admin, "page:p10")).toMatchObject({ error: { code: "RATE_LIMITED" } });
    expect(await join(admin, "page:p9")).toMatchObject({ ok: true });
    await admin.ask("presence:leave", { resource: "page:p0" });
    expect(await join(admin, "page:p10")).toMatchObject({ ok: true });
  });

  it("[R-05] two clubs never meet, whatever a resource is called", async () => {
    const [one, two] = [await suite.club(1), await suite.club(1)];
    const [a, b] = [await one.admin.connect(), await two.admin.connect()];
    for (const phone of [a, b]) expect(await join(phone, "page:users")).toMatchObject({ ok: true });
    await a.pulse();
    expect((await join(b, "page:users")) as unknown).toMatchObject({ data: { users: [{}] } });
    expect(await join(b, `caddie:${one.at(1, 1).id}`)).toMatchObject({ error: { code: "FORBIDDEN" } });
  });
});

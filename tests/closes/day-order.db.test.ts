import { expect, it } from "vitest";
import { changeCaddieStatus, startTurn } from "@/lib/caddies/commands";
import { listFactsSince } from "@/lib/caddies/history";
import type { OpenDay } from "@/lib/closes/contract";
import { closeDueDays } from "@/lib/closes/jobs";
import { latestBreak } from "@/lib/closes/queries";
import { reorderList } from "@/lib/draws/commands";
import { instantOf } from "@/lib/i18n/days";
import type { PlaceSnapshot } from "@/lib/places/contract";
import { orderOf } from "@/lib/rules/policy";
import { DEFAULT_RULES, ORDER_MODES } from "@/lib/rules/vocabulary";
import type { TestClub } from "../harness/factories";
import { expectWholeLog, logOf } from "../harness/log";
import { doAt, silent } from "../harness/past";
import { onEveryDatabase } from "../harness/suite";

const moment = (day: string, clock: string) => new Date(instantOf(day, clock, "America/Bogota"));
const monday = (clock: string) => moment("2026-03-02", clock);
const tuesday = (clock: string) => moment("2026-03-03", clock);

onEveryDatabase((suite) => {
  const close = (at: Date) => closeDueDays(suite.server.db, silent, () => at);
  const send = (club: TestClub, place: number, at: Date) =>
    doAt(at, club.admin, startTurn, { caddieId: club.at(1, place).id });
  const takeBack = (club: TestClub, place: number, at: Date) =>
    doAt(at, club.admin, changeCaddieStatus, {
      caddieId: club.at(1, place).id,
      status: "Disponible" as const,
    });
  /** Numbers of the caddies of a list, the next one first. */
  async function queueOf(club: TestClub, list = 1): Promise<number[]> {
    const { data } = (await club.admin.api.board(list)).body;
    return data.flatMap(({ name, position }) => (position === null ? [] : Number(name.split(".")[1])));
  }
  const placeOf = async (club: TestClub, place: number) =>
    (await club.admin.api.request<PlaceSnapshot>("GET", `/api/caddies/${club.at(1, place).id}/place`)).body
      .data;

  it("[C-21] [C-22] a list whose rule is by name begins the next day so, forgotten turns among it, and each one reads why he stands there", async () => {
    const club = await suite.club(4, 2);
    await club.admin.api.changeRules({ orderMode: "ascending" });
    const phone = await (await club.as(club.at(1, 3))).connect();
    await send(club, 1, monday("08:00"));
    await takeBack(club, 1, monday("12:00"));
    await send(club, 2, monday("15:00"));
    await close(monday("20:00"));
    expect(await queueOf(club)).toEqual([1, 2, 3, 4]);
    expect(await queueOf(club, 2)).toEqual([1, 2]);
    const heard = (await logOf(suite.server, club.id)).filter(({ event }) => event === "list:reordered");
    expect(heard).toHaveLength(1);
    expect(await phone.entry("list-1", heard[0]?.seq ?? 0)).toMatchObject({
      event: "list:reordered",
      data: { mode: "ascending", by: { name: "CaddiePro" } },
    });
    const [move] = (await club.admin.api.moves(club.at(1, 1).id)).body.data;
    expect(move).toMatchObject({ kind: "order", rule: "day_order", to: { position: 1 } });
    const { position, steps } = await placeOf(club, 2);
    expect(position).toBe(2);
    expect(steps).toMatchObject([
      { cause: "joined", rule: "day_close", from: null, to: 4 },
      { cause: "moved", rule: "day_order", from: 4, to: 2, by: { name: "CaddiePro" } },
    ]);
    await expectWholeLog(suite.server, club.id);
  });

  it("[C-21] the other way is the other way, and during the day everybody comes back by his own rule", async () => {
    const club = await suite.club(4);
    await club.admin.api.changeRules({ orderMode: "descending" });
    await send(club, 1, monday("08:00"));
    await takeBack(club, 1, monday("12:00"));
    await close(monday("20:00"));
    expect(await queueOf(club)).toEqual([4, 3, 2, 1]);
    await send(club, 4, tuesday("08:00"));
    await takeBack(club, 4, tuesday("12:00"));
    expect(await queueOf(club)).toEqual([3, 2, 1, 4]);
    await club.admin.api.changeRules({ returnTo: "front" });
    await send(club, 2, tuesday("13:00"));
    await takeBack(club, 2, tuesday("15:00"));
    expect(await queueOf(club)).toEqual([2, 3, 1, 4]);
  });

  it("[C-21] whoever goes home as absent finds his letter in the morning, where the rule is that he keeps his place", async () => {
    const club = await suite.club(4);
    await club.admin.api.changeRules({ orderMode: "descending", absentTo: "kept" });
    const phone = await (await club.as(club.at(1, 4))).connect();
    const set = (place: number, status: "Ausente" | "Disponible", at: Date) =>
      doAt(at, club.admin, changeCaddieStatus, { caddieId: club.at(1, place).id, status });
    for (const place of [1, 2, 3]) await set(place, "Ausente", monday("19:00"));
    await close(monday("20:00"));
    const { data } = (await club.admin.api.board(1)).body;
    const versions = new Map(data.map(({ id, version }) => [id, version]));
    const [order] = (await logOf(suite.server, club.id)).filter(({ event }) => event === "list:reordered");
    // A board that heard the order knows everybody's version.
    const ids = [4, 3, 2, 1].map((place) => club.at(1, place).id);
    expect(await phone.entry("list-1", order?.seq ?? 0)).toMatchObject({
      data: { order: ids.map((caddieId) => ({ caddieId, version: versions.get(caddieId) })) },
    });
    for (const place of [1, 3, 2]) await set(place, "Disponible", tuesday("06:00"));
    expect(await queueOf(club)).toEqual([4, 3, 2, 1]);
    await expectWholeLog(suite.server, club.id);
  });

  it.each(ORDER_MODES.filter((mode) => mode !== "ascending" && mode !== "descending"))(
    "[C-21] a list whose rule is %s stays as the day left it",
    async (orderMode) => {
      const club = await suite.club(3);
      await club.admin.api.changeRules({ orderMode });
      await send(club, 1, monday("08:00"));
      await takeBack(club, 1, monday("12:00"));
      await close(monday("20:00"));
      expect(await queueOf(club)).toEqual([2, 3, 1]);
      const events = (await logOf(suite.server, club.id)).map(({ event }) => event);
      expect(events).not.toContain("list:reordered");
    },
  );

  it("[C-21] after a sleep the order is made once, and not over a day that is under way", async () => {
    const club = await suite.club(4);
    const late = await suite.club(4);
    for (const each of [club, late]) {
      await each.admin.api.changeRules({ orderMode: "ascending" });
      await send(each, 1, monday("08:00"));
      await takeBack(each, 1, monday("12:00"));
    }
    await send(late, 2, tuesday("06:30"));
    const wake = moment("2026-03-05", "06:00");
    await Promise.all([close(wake), close(wake)]);
    await close(wake);
    const ordersOf = async (each: TestClub) =>
      (await logOf(suite.server, each.id)).filter(({ event }) => event === "list:reordered").length;
    expect([await queueOf(club), await ordersOf(club)]).toEqual([[1, 2, 3, 4], 1]);
    // His turn of Tuesday was ended by Tuesday's close, and nobody has gone out since.
    expect([await queueOf(late), await ordersOf(late)]).toEqual([[1, 2, 3, 4], 1]);
    await send(late, 1, moment("2026-03-05", "20:30"));
    await doAt(moment("2026-03-05", "20:40"), late.admin, reorderList, {
      listNumber: 1,
      mode: "descending" as const,
    });
    await close(moment("2026-03-05", "21:00"));
    expect([await queueOf(late), await ordersOf(late)]).toEqual([[4, 3, 2], 2]);
    await expectWholeLog(suite.server, late.id);
  });

  it("[C-21] a day that is opened again and closed once more orders nobody of the day under way", async () => {
    const club = await suite.club(3);
    const { api } = club.admin;
    await api.changeRules({ orderMode: "ascending" });
    await api.status(club.at(1, 1).id, "En campo");
    await api.status(club.at(1, 1).id, "Disponible");
    const post = (path: string, body: object) => api.request("POST", path, { body });
    const { day } = (await api.request<{ open: OpenDay }>("GET", "/api/closes")).body.open;
    await post("/api/closes", { day });
    expect(await queueOf(club)).toEqual([1, 2, 3]);
    await api.update(club.at(1, 3).id, { position: 1 });
    await post(`/api/closes/${day}/reopen`, { reason: "faltó una vuelta" });
    expect((await post("/api/closes", { day })).status).toBe(200);
    expect(await queueOf(club)).toEqual([3, 1, 2]);
  });

  it("[C-21] the preview begins today in the order of the rule on the screen, and the history with its days makes the board's order", async () => {
    const club = await suite.club(3);
    const { api } = club.admin;
    await api.update(club.at(1, 3).id, { position: 1 });
    const moved = async (rules: object) =>
      (await api.previewRules(rules)).body.data.moved.map(({ name, from, to }) => [name, from, to]);
    expect(await moved({ orderMode: "manual" })).toEqual([]);
    const { day } = (await api.request<{ open: OpenDay }>("GET", "/api/closes")).body.open;
    await api.request("POST", "/api/closes", { body: { day } });
    expect(await queueOf(club)).toEqual([3, 1, 2]);
    await api.status(club.at(1, 3).id, "En campo");
    expect(await moved({ orderMode: "descending" })).toEqual([
      ["Caddie 1.2", 2, 1],
      ["Caddie 1.1", 1, 2],
    ]);
    await api.status(club.at(1, 3).id, "Disponible");
    await api.changeRules({ orderMode: "ascending" });
    const { day: next } = (await api.request<{ open: OpenDay }>("GET", "/api/closes")).body.open;
    await api.request("POST", "/api/closes", { body: { day: next } });
    await api.act(club.at(1, 1).id, "skip");
    expect(await queueOf(club)).toEqual([2, 1, 3]);
    const last = await latestBreak(suite.server.db, club.id);
    if (!last) throw new Error("no day was closed");
    const { facts } = await listFactsSince(suite.server.db, {
      ...{ organizationId: club.id, listNumber: 1, timeZone: "America/Bogota" },
      ...{ from: last.closesAt, days: [last] },
    });
    const played = orderOf(facts, { ...DEFAULT_RULES, orderMode: "ascending" });
    expect(played.map(({ caddieId }) => caddieId)).toEqual([2, 1, 3].map((n) => club.at(1, n).id));
    // What the close did is not there twice: without the rule nobody was ordered.
    expect(await moved({ orderMode: "rotation" })).toEqual([]);
  });
});

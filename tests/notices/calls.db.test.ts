import { expect, it } from "vitest";
import type { NoticesPage } from "@/lib/notices/contract";
import { CallWatch } from "@/lib/notices/jobs";
import type { Committed } from "@/lib/realtime/log";
import { createClub, type TestCaddie, type TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

const AT = "2026-11-20T15:00:00.000Z";

onEveryDatabase((suite) => {
  /** What the board says when somebody is called, heard by a watch of its own. */
  async function say(club: TestClub, caddieId: string, calledAt: string | null, by = club.admin) {
    const watch = new CallWatch(suite.server.db, suite.server.runtime.log);
    const data = { caddieId, listNumber: 1, calledAt, by: { id: by.userId, name: by.name } };
    const envelope = { event: "caddie:called", data };
    watch.committed([{ organizationId: club.id, stream: "list-1", envelope }] as Committed[]);
    await watch.stop();
  }
  const callsTo = async (club: TestClub, caddie: TestCaddie) => {
    const { api } = await club.as(caddie);
    const { data } = (await api.request<NoticesPage>("GET", "/api/notifications")).body;
    return data.filter(({ kind }) => kind === "called").map(({ data: said }) => said);
  };

  it("[R-06] who is called hears it on his phone, once for each call, whoever tells it", async () => {
    const club = await createClub(suite.server, { sizes: [2], tells: true });
    const caddie = club.at(1, 1);
    const phone = await (await club.as(caddie)).connect();
    await Promise.all([say(club, caddie.id, AT), say(club, caddie.id, AT)]);
    expect((await phone.entry("user", 1)).data).toMatchObject({
      notification: { kind: "called", data: { listNumber: 1, by: "Ana Posada" } },
      channels: ["app", "desktop", "push"],
    });
    await say(club, caddie.id, null);
    await say(club, caddie.id, AT);
    expect(await callsTo(club, caddie)).toHaveLength(1);
    await say(club, caddie.id, "2026-11-20T15:05:00.000Z");
    expect(await callsTo(club, caddie)).toHaveLength(2);
    expect(await callsTo(club, club.at(1, 2))).toEqual([]);
  });

  it("a caddie without an account, of another club, or who called himself is told nothing", async () => {
    const [club, other] = [
      await createClub(suite.server, { sizes: [2], tells: true }),
      await createClub(suite.server, { sizes: [1], tells: true }),
    ];
    await club.admin.api.updateUser(club.at(1, 2).account.userId, { caddieId: null });
    await say(club, club.at(1, 2).id, AT);
    await say(club, other.at(1, 1).id, AT);
    await say(club, club.at(1, 1).id, AT, await club.as(club.at(1, 1)));
    expect(await callsTo(club, club.at(1, 1))).toEqual([]);
    expect(await callsTo(other, other.at(1, 1))).toEqual([]);
  });
});

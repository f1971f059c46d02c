import { expect, it } from "vitest";
import type { KnownSettings } from "@/lib/notices/contract";
import { createClub, type Person, signIn } from "../harness/factories";
import { headsOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

const PATH = "/api/notifications/settings";
const CLUB = "/api/notifications/defaults";
interface Answer {
  data: KnownSettings;
  errors?: { path: string }[];
}
const settingsOf = async ({ api }: Person) => (await api.request<Answer>("GET", PATH)).body.data;

onEveryDatabase((suite) => {
  const open = () => createClub(suite.server, { sizes: [2], tells: true });

  it("[R-06] what one chooses is told to his other devices, and to nobody else", async () => {
    const club = await open();
    const one = await club.as(club.at(1, 1));
    const phone = await (await signIn(suite.server, one)).connect();
    const colleague = await (await club.as(club.at(1, 2))).connect();
    const choices = {
      nearAt: 5,
      quiet: { from: "21:00", to: "05:00" },
      channels: { near: ["app", "sound"] },
    };
    const reply = await one.api.request<Answer>("PUT", PATH, { body: choices });
    expect(reply.body.data).toEqual({ own: choices, club: {} });
    expect((await phone.entry("user", 1)).data).toMatchObject({ scope: "own", choices });
    await one.api.request("PUT", PATH, { body: { ...choices, channels: { near: ["app", "sound"] } } });
    expect(await headsOf(suite.server, club.id)).toEqual({ [`user:${one.userId}`]: 1 });
    await colleague.pulse();
    expect(colleague.heard).toEqual([]);
    expect(await settingsOf(one)).toEqual({ own: choices, club: {} });
    expect(await settingsOf(await club.as(club.at(1, 2)))).toEqual({ own: {}, club: {} });
    await one.api.request("PUT", PATH, { body: {} });
    expect((await settingsOf(one)).own).toEqual({});
  });

  it("[R-06] what the admin proposes reaches the whole club at once, and no other club", async () => {
    const [club, other] = [await open(), await open()];
    const one = await club.as(club.at(1, 1));
    const phone = await one.connect();
    const choices = { nearAt: 4, quiet: null, channels: { next: ["app"] } };
    const reply = await club.admin.api.request<Answer>("PUT", CLUB, { body: choices });
    expect(reply.body.data).toEqual({ own: {}, club: choices });
    expect((await phone.entry("org", 1)).data).toMatchObject({ scope: "club", choices });
    await club.admin.api.request("PUT", CLUB, { body: choices });
    expect(await headsOf(suite.server, club.id)).toEqual({ org: 1 });
    expect((await settingsOf(one)).club).toEqual(choices);
    expect((await settingsOf(other.admin)).club).toEqual({});
    expect((await one.api.request("PUT", CLUB, { body: {} })).status).toBe(403);
  });

  it("what cannot be chosen is told by its field", async () => {
    const { admin } = await open();
    const paths = async (body: object) => {
      const reply = await admin.api.request<Answer>("PUT", PATH, { body });
      return [reply.status, reply.body.errors?.map(({ path }) => path)];
    };
    expect(await paths({ nearAt: 0 })).toEqual([422, ["nearAt"]]);
    expect(await paths({ nearAt: 21 })).toEqual([422, ["nearAt"]]);
    expect(await paths({ quiet: { from: "24:00", to: "5:00" } })).toEqual([422, ["quiet.from", "quiet.to"]]);
    expect(await paths({ channels: { near: ["smoke"] } })).toEqual([422, ["channels.near.0"]]);
    expect((await paths({ channels: { rain: ["app"] } }))[0]).toBe(422);
  });
});

import { expect, it } from "vitest";
import type { ProblemBody } from "@/lib/http/problem";
import type { Photo } from "@/lib/photos/contract";
import { photosFor } from "@/lib/photos/queries";
import type { Person, TestClub } from "../harness/factories";
import { headsOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";
import { webp } from "./pictures";

const pathOf = (userId: string) => `/api/users/${userId}/photo`;
const give = (
  { api }: Person,
  userId: string,
  raw: Uint8Array<ArrayBuffer>,
  type = "image/webp",
  key?: string,
) =>
  api.request<{ data: Photo } & ProblemBody>("PUT", pathOf(userId), {
    raw,
    key,
    headers: { "content-type": type },
  });

onEveryDatabase((suite) => {
  /** The picture as it comes over the wire. */
  async function look({ token }: Person, userId: string, query = "", headers: Record<string, string> = {}) {
    const response = await fetch(`${suite.server.url}${pathOf(userId)}${query}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  }
  const accountOf = (club: TestClub, list: number, place: number) => club.at(list, place).account.userId;

  it("[R-05] a caddie's photo is seen by his list and the admins at once, by another list and another club never", async () => {
    const [club, other] = [await suite.club(2, 1), await suite.club(1)];
    const him = await club.as(club.at(1, 1));
    const [colleague, stranger] = [await club.as(club.at(1, 2)), await club.as(club.at(2, 1))];
    const [phone, desk, elsewhere] = [
      await colleague.connect(),
      await club.admin.connect(),
      await stranger.connect(),
    ];
    const picture = webp(256, 256);
    expect(await give(him, him.userId, picture)).toMatchObject({
      status: 200,
      body: { data: { userId: him.userId, version: 1, removed: false } },
    });
    const heard = await phone.entry("list-1", 1);
    expect(heard).toMatchObject({
      event: "photo:changed",
      data: { userId: him.userId, caddieId: club.at(1, 1).id, version: 1, removed: false },
    });
    expect((await desk.entry("admins", 1)).data).toEqual(heard.data);
    await elsewhere.pulse();
    expect(elsewhere.heard).toEqual([]);
    for (const viewer of [him, colleague, club.admin]) {
      const { response, bytes } = await look(viewer, him.userId, "?v=1");
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/webp"]);
      expect(response.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
      expect(bytes).toEqual(picture);
    }
    for (const viewer of [stranger, other.admin]) {
      const { response } = await look(viewer, him.userId, "?v=1");
      expect(response.status).toBe(404);
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  it("a page knows the faces that its viewer may see, under both ids of each", async () => {
    const club = await suite.club(1, 1);
    await give(club.admin, club.admin.userId, webp(32, 32));
    await give(club.admin, accountOf(club, 1, 1), webp(32, 32));
    const faces = (userId: string, role: "ADMIN" | "CADDIE", lists: number[]) =>
      photosFor(suite.server.db, { userId, organizationId: club.id, role, lists });
    const [mark, own] = [
      { userId: accountOf(club, 1, 1), version: 1 },
      { userId: club.admin.userId, version: 1 },
    ];
    const all = { [own.userId]: own, [mark.userId]: mark, [club.at(1, 1).id]: mark };
    expect(await faces(club.admin.userId, "ADMIN", [1, 2])).toEqual(all);
    expect(await faces(accountOf(club, 1, 1), "CADDIE", [1])).toEqual(all);
    expect(await faces(accountOf(club, 2, 1), "CADDIE", [2])).toEqual({ [own.userId]: own });
    expect(await faces(accountOf(club, 2, 1), "CADDIE", [])).toEqual({ [own.userId]: own });
  });

  it("an admin's is told to the club; the same again changes nothing; taken away it is gone, and its number stays", async () => {
    const club = await suite.club(1);
    const phone = await (await club.as(club.at(1, 1))).connect();
    const { userId } = club.admin;
    await give(club.admin, userId, webp(32, 32));
    await give(club.admin, userId, webp(32, 32));
    expect((await phone.entry("org", 1)).data).toMatchObject({ userId, caddieId: null, version: 1 });
    expect((await club.admin.api.request("DELETE", pathOf(userId))).status).toBe(204);
    expect((await club.admin.api.request("DELETE", pathOf(userId))).status).toBe(204);
    expect((await phone.entry("org", 2)).data).toMatchObject({ version: 2, removed: true });
    expect((await look(club.admin, userId, "?v=1")).response.status).toBe(404);
    expect((await give(club.admin, userId, webp(32, 32))).body.data.version).toBe(3);
    expect(await headsOf(suite.server, club.id)).toEqual({ org: 3 });
  });

  it("[I10] of ten at once the last one stays, and each has its number", async () => {
    const club = await suite.club(1);
    const { userId } = club.admin;
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, mark) => give(club.admin, userId, webp(32, 32, { mark: mark + 1 }))),
    );
    const versions = replies.map(({ body }) => body.data.version);
    expect([...versions].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const last = webp(32, 32, { mark: versions.indexOf(10) + 1 });
    expect((await look(club.admin, userId)).bytes).toEqual(last);
  });

  it("a browser that has it asks in a line, and is told so; under an old version it may not keep it", async () => {
    const club = await suite.club(1);
    const { userId } = club.admin;
    await give(club.admin, userId, webp(32, 32));
    const { response } = await look(club.admin, userId, "?v=7");
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    const etag = response.headers.get("etag") ?? "";
    expect((await look(club.admin, userId, "", { "if-none-match": etag })).response.status).toBe(304);
    await give(club.admin, userId, webp(64, 64));
    expect((await look(club.admin, userId, "", { "if-none-match": etag })).response.status).toBe(200);
  });

  it("what is no small picture is refused and told so, with the field", async () => {
    const club = await suite.club(1);
    const { userId } = club.admin;
    const refused = async (raw: Uint8Array<ArrayBuffer>, type?: string) => {
      const { status, body } = await give(club.admin, userId, raw, type);
      return [status, body.errors?.map(({ path }) => path)];
    };
    const text = new TextEncoder().encode("<svg onload=alert(1)>".repeat(4));
    expect(await refused(text, "image/svg+xml")).toEqual([415, ["photo"]]);
    expect(await refused(webp(32, 32), "image/png")).toEqual([415, ["photo"]]);
    expect(await refused(text)).toEqual([422, ["photo"]]);
    expect(await refused(webp(32, 32), "image/jpeg")).toEqual([422, ["photo"]]);
    expect(await refused(webp(500, 500))).toEqual([422, ["photo"]]);
    expect(await refused(new Uint8Array(0))).toEqual([422, ["photo"]]);
    expect(await refused(new Uint8Array(40 * 1024 + 1))).toEqual([413, ["photo"]]);
    expect(await headsOf(suite.server, club.id)).toEqual({});
  });

  it("nobody changes another's but an admin of the club; a page of another site changes none", async () => {
    const [club, other] = [await suite.club(2), await suite.club(1)];
    const userId = accountOf(club, 1, 1);
    expect((await give(await club.as(club.at(1, 2)), userId, webp(32, 32))).status).toBe(403);
    expect((await give(other.admin, userId, webp(32, 32))).status).toBe(404);
    expect((await give(club.admin, userId, webp(32, 32))).status).toBe(200);
    const cookie = `caddiePro_token=${club.admin.token}`;
    const response = await fetch(`${suite.server.url}${pathOf(userId)}`, {
      method: "PUT",
      headers: { cookie, origin: "https://elsewhere.example", "content-type": "image/webp" },
      body: webp(48, 48),
    });
    expect(response.status).toBe(403);
  });

  it("[R-09] the same key gives it once", async () => {
    const club = await suite.club(1);
    const { userId } = club.admin;
    const first = await give(club.admin, userId, webp(32, 32), "image/webp", "one-face");
    await give(club.admin, userId, webp(64, 64));
    const again = await give(club.admin, userId, webp(32, 32), "image/webp", "one-face");
    expect(again.body).toEqual(first.body);
    expect((await give(club.admin, userId, webp(99, 99), "image/webp", "one-face")).status).toBe(422);
    expect((await look(club.admin, userId)).bytes).toEqual(webp(64, 64));
  });
});

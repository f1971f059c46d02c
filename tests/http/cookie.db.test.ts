import { expect, it } from "vitest";
import { Api } from "../harness/api";
import type { Person } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  const browser = () => new Api(() => suite.server.url, null);
  const cookieOf = ({ token }: Person) => ({ cookie: `theme=dark; caddiePro_token=${token}` });
  const change = (headers: Record<string, string>, id: string) =>
    browser().request("PATCH", `/api/caddies/${id}/status`, { body: { status: "Ausente" }, headers });

  it("[C-06] the cookie reads without an Origin", async () => {
    const club = await suite.club(1);
    const reply = await browser().request("GET", "/api/caddies", { headers: cookieOf(club.admin) });
    expect(reply.status).toBe(200);
  });

  it("[C-06] a long cookie may come in pieces", async () => {
    const { admin } = await suite.club(1);
    const cut = Math.floor(admin.token.length / 2);
    const cookie = `caddiePro_token.0=${admin.token.slice(0, cut)}; caddiePro_token.1=${admin.token.slice(cut)}`;
    expect((await browser().request("GET", "/api/caddies", { headers: { cookie } })).status).toBe(200);
  });

  it("[R-09] what one tapped is not done under the cookie of who signed in after him", async () => {
    const club = await suite.club(1);
    const { id } = club.at(1, 1);
    const own = { ...cookieOf(club.admin), "sec-fetch-site": "same-origin" };
    const other = await club.addAdmin();
    const refused = await change({ ...own, "expected-user": other.userId }, id);
    expect([refused.status, refused.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
    expect((await club.admin.api.caddie(id)).body.data.status).toBe("Disponible");
    expect((await change({ ...own, "expected-user": club.admin.userId }, id)).status).toBe(200);
  });

  it("[C-18] the cookie changes something only from this site's own pages", async () => {
    const club = await suite.club(3);
    const { id } = club.at(1, 1);
    const cookie = cookieOf(club.admin);
    const { url, port } = suite.server;
    const foreign: Record<string, string>[] = [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: `${url}.evil.example` },
      { origin: `http://127.0.0.1:${port + 1}` },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    ];
    for (const headers of foreign) {
      const reply = await change({ ...cookie, ...headers }, id);
      expect([reply.status, reply.body], JSON.stringify(headers)).toMatchObject([403, { code: "FORBIDDEN" }]);
    }
    expect((await club.admin.api.caddie(id)).body.data.status).toBe("Disponible");
    const own = [
      { origin: url },
      { origin: `http://localhost:${port}` },
      { "sec-fetch-site": "same-origin" },
    ];
    for (const [i, headers] of own.entries()) {
      const given: Record<string, string> = { ...cookie };
      for (const [name, value] of Object.entries(headers)) given[name] = value;
      expect((await change(given, club.at(1, i + 1).id)).status).toBe(200);
    }
  });

  it("a bearer token needs no Origin, and speaks before the cookie", async () => {
    const club = await suite.club(2);
    const caddie = await club.as(club.at(1, 2));
    const { id } = club.at(1, 1);
    expect((await club.admin.api.status(id, "Ausente")).status).toBe(200);
    const both = {
      ...cookieOf(club.admin),
      authorization: `Bearer ${caddie.token}`,
      origin: suite.server.url,
    };
    expect((await change(both, id)).status).toBe(403);
  });
});

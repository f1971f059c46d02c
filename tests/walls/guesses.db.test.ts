import { expect, it } from "vitest";
import { CODE_SIGNS } from "@/lib/walls/vocabulary";
import { Api } from "../harness/api";
import { PASSWORD } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

let address = 0;
const fresh = () => `10.9.${process.pid % 250}.${++address}`;

onEveryDatabase(
  (suite) => {
    const nobody = () => new Api(() => suite.server.url, null);
    const type = (code: string, from: string) =>
      nobody().request("POST", "/api/wall", { body: { code }, headers: { "x-forwarded-for": from } });
    const wrong = (n: number) =>
      Array.from({ length: 6 }, (_, i) => CODE_SIGNS[Math.floor(n / 20 ** i) % 20]).join("");

    it("whoever guesses codes is held up, side by side or not; the right one from elsewhere opens, and phones sign in", async () => {
      const club = await suite.club(1);
      const { code } = (await club.admin.api.addWall({ name: "Bar" })).body.data;
      const from = fresh();
      const replies = await Promise.all([...Array(40).keys()].map((n) => type(wrong(n), from)));
      expect(replies.filter(({ status }) => status === 404)).toHaveLength(20);
      const held = replies.filter(({ status }) => status === 429);
      expect(held).toHaveLength(20);
      expect(Number(held[0]?.headers.get("retry-after"))).toBeGreaterThan(60);
      expect((await type(code, from)).status).toBe(429);
      const signIn = await nobody().request("POST", "/api/auth/token", {
        body: { identifier: club.admin.identifier, password: PASSWORD },
        headers: { "x-forwarded-for": from },
      });
      expect(signIn.status).toBe(200);
      expect((await type(code, fresh())).status).toBe(200);
    });

    it("a club that opens many screens behind one address is never held up", async () => {
      const club = await suite.club(1);
      const from = fresh();
      for (let n = 0; n < 25; n++) {
        const { code, wall } = (await club.admin.api.addWall({ name: `Pantalla ${n}` })).body.data;
        expect((await type(code, from)).status).toBe(200);
        await club.admin.api.revokeWall(wall.id);
      }
    });
  },
  { TRUST_PROXY: "1" },
);

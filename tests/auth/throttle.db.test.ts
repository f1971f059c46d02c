import { expect, it } from "vitest";
import { Api } from "../harness/api";
import { PASSWORD } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase(
  (suite) => {
    let addresses = 0;
    const newAddress = () => `10.0.${suite.server.port % 256}.${++addresses}`;
    const signIn = (identifier: string, password: string, address: string) =>
      new Api(() => suite.server.url, null).request<{ code: string }>("POST", "/api/auth/token", {
        body: { identifier, password },
        headers: { "x-forwarded-for": address },
      });

    it("[R-03] ten wrong passwords lock an identifier, from wherever they come, even the right one", async () => {
      const club = await suite.club(1);
      const { identifier } = club.admin;
      const guesses = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          signIn(n % 2 ? identifier : identifier.toUpperCase(), "wrong", newAddress()),
        ),
      );
      expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), 429, 429]);
      const right = await signIn(identifier, PASSWORD, newAddress());
      expect([right.status, right.body.code]).toEqual([429, "RATE_LIMITED"]);
      const wait = Number(right.headers.get("retry-after"));
      expect(wait).toBeGreaterThan(14 * 60);
      expect(wait).toBeLessThanOrEqual(15 * 60);
      expect((await signIn(club.at(1, 1).account.identifier, PASSWORD, newAddress())).status).toBe(200);
    });

    it("[R-03] a success forgives what was mistyped before it", async () => {
      const club = await suite.club(1);
      const { identifier } = club.at(1, 1).account;
      for (let round = 0; round < 3; round++) {
        for (let n = 0; n < 4; n++)
          expect((await signIn(identifier, "wrong", newAddress())).status).toBe(401);
        expect((await signIn(identifier, PASSWORD, newAddress())).status).toBe(200);
      }
    });

    it("[R-03] a hundred failures close an address, and its neighbours stay open", async () => {
      const club = await suite.club(1);
      const { identifier } = club.admin;
      const [address, neighbour] = [newAddress(), newAddress()];
      const failures = await Promise.all(
        Array.from({ length: 100 }, (_, n) => signIn(`nobody-${n}-${address}@x.club`, "wrong", address)),
      );
      expect(new Set(failures.map(({ status }) => status))).toEqual(new Set([401]));
      const shut = await signIn(identifier, PASSWORD, address);
      expect(shut.status).toBe(429);
      expect(Number(shut.headers.get("retry-after"))).toBeLessThanOrEqual(60);
      expect((await signIn(identifier, PASSWORD, neighbour)).status).toBe(200);
    });

    it("[R-03] a whole club signs in from one address", async () => {
      const club = await suite.club(110);
      const address = newAddress();
      const replies = await Promise.all(
        club.caddies.map(({ account }) => signIn(account.identifier, PASSWORD, address)),
      );
      expect(replies.every(({ status }) => status === 200)).toBe(true);
    });
  },
  { TRUST_PROXY: "1" },
);

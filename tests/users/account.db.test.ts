import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { idempotencyKeys } from "@/lib/db/tables";
import type { ProblemBody } from "@/lib/http/problem";
import { users } from "@/lib/users/tables";
import { Api } from "../harness/api";
import { PASSWORD, type Person } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

const NEXT = "otra contraseña";

onEveryDatabase((suite) => {
  const change = (person: Person, current: string, next: string, key?: string) =>
    person.api.request<ProblemBody | null>("POST", "/api/account/password", { body: { current, next }, key });
  const signIn = async (identifier: string, password: string) => {
    const api = new Api(() => suite.server.url, null);
    return (await api.request("POST", "/api/auth/token", { body: { identifier, password } })).status;
  };
  const prefer = (person: Person, body: object) =>
    person.api.request<{ data: object }>("PUT", "/api/account/preferences", { body });

  it("I7: a new password ends all other sessions within a second, live ones too, and this one stays", async () => {
    const club = await suite.club(2);
    const caddie = club.at(1, 1);
    const [here, there] = [await club.as(caddie), await club.as(caddie)];
    const [own, lost, colleague] = [
      await here.connect(),
      await there.connect(),
      await (await club.as(club.at(1, 2))).connect(),
    ];
    expect((await change(here, PASSWORD, NEXT)).status).toBe(204);
    const begun = performance.now();
    await lost.end();
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(lost.last("session:expired")).toEqual({ reason: "revoked" });
    for (const phone of [own, colleague]) {
      await phone.pulse();
      expect(phone.ended).toBeNull();
    }
    expect((await here.api.board()).status).toBe(200);
    expect((await there.api.board()).status).toBe(401);
    expect(await signIn(here.identifier, PASSWORD)).toBe(401);
    expect(await signIn(here.identifier, NEXT)).toBe(200);
    expect(await signIn(club.at(1, 2).account.identifier, PASSWORD)).toBe(200);
  });

  it("a wrong present password, a short or an equal next one are told by their field, and change nothing", async () => {
    const club = await suite.club(1);
    const [here, there] = [await club.as(club.at(1, 1)), await club.as(club.at(1, 1))];
    const paths = async (current: string, next: string) => {
      const { status, body } = await change(here, current, next);
      expect(status).toBe(422);
      return body?.errors?.map(({ path }) => path);
    };
    expect(await paths("wrong", NEXT)).toEqual(["current"]);
    expect(await paths(PASSWORD, "7 chars")).toEqual(["next"]);
    expect(await paths(PASSWORD, PASSWORD)).toEqual(["next"]);
    expect((await there.api.board()).status).toBe(200);
    expect(await signIn(here.identifier, PASSWORD)).toBe(200);
  });

  it("[R-03] guesses at the present password are counted with those at the door", async () => {
    const club = await suite.club(1);
    const person = await club.as(club.at(1, 1));
    const guesses = await Promise.all(Array.from({ length: 10 }, () => change(person, "wrong", NEXT)));
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([422]));
    expect((await change(person, PASSWORD, NEXT)).status).toBe(429);
    expect(await signIn(person.identifier, PASSWORD)).toBe(429);
  });

  it("of several devices that change it at once one succeeds", async () => {
    const club = await suite.club(1);
    const people = await Promise.all([1, 2, 3, 4].map(() => club.as(club.at(1, 1))));
    const replies = await Promise.all(people.map((person, n) => change(person, PASSWORD, `${NEXT} ${n}`)));
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1);
    const winner = replies.findIndex(({ status }) => status === 204);
    expect(await signIn(people[0]?.identifier ?? "", `${NEXT} ${winner}`)).toBe(200);
  });

  it("[I6] the same request again gets the first answer, and what is kept of it is no help to guess by", async () => {
    const club = await suite.club(1);
    const person = await club.as(club.at(1, 1));
    const key = `password ${club.id}`.replace(" ", "-");
    expect((await change(person, PASSWORD, NEXT, key)).status).toBe(204);
    const again = await change(person, PASSWORD, NEXT, key);
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([204, "true"]);
    const kept = await suite.server.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(NEXT);
    const request = `POST /api/account/password ${JSON.stringify({ current: PASSWORD, next: NEXT })}`;
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(request));
    expect(kept[0]?.requestHash).not.toBe(Buffer.from(digest).toString("hex"));
  });

  it("language and theme are kept with the account, one by one, and taken back with null", async () => {
    const club = await suite.club(1);
    const person = await club.as(club.at(1, 1));
    expect((await prefer(person, { theme: "dark" })).body.data).toEqual({ locale: null, theme: "dark" });
    expect((await prefer(person, { locale: "en" })).body.data).toEqual({ locale: "en", theme: "dark" });
    expect((await prefer(person, { theme: null })).body.data).toEqual({ locale: "en", theme: null });
    expect((await prefer(person, {})).body.data).toEqual({ locale: "en", theme: null });
    expect((await prefer(person, { locale: "fr" })).status).toBe(422);
    const others = await suite.server.db
      .select({ locale: users.locale })
      .from(users)
      .where(eq(users.id, club.admin.userId));
    expect(others).toEqual([{ locale: null }]);
  });
});

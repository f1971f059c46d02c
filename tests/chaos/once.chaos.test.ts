import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import type { Caddie } from "@/lib/caddies/contract";
import { Api } from "../harness/api";
import { database, SEED, seeded, sized } from "./seed";
import { Yard } from "./yard";

let yard: Yard | undefined;
afterEach(async () => {
  await yard?.close();
  yard = undefined;
});

const times = <T>(count: number, act: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => act(n)));

it(`[R-09] [R-11] I6 I10: one key twenty times at once over two nodes has one effect and equal answers; of 50 edits of one version one succeeds ${seeded}`, async () => {
  const storage = await (await database("PostgreSQL")).create();
  const field = await Yard.open({ storage, seed: SEED, nodes: 2, followers: 20, pages: 4, writers: 2 });
  yard = field;
  await field.write();
  const { admins } = field.club;
  const hands = field.servers.map(({ url }) => new Api(() => url, admins[0]?.token ?? ""));
  const hand = (n: number) => hands[n % hands.length] as Api;
  const keys: string[] = [];
  for (let round = 0; round < sized(5, 100); round++) {
    const key = `once-${round}-${randomUUID()}`;
    keys.push(key);
    const answers = await times(20, (n) =>
      hand(n).add({ name: `Uno ${round}`, listNumber: 1 + (round % 3) }, key),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);

    const id = answers[0]?.body.data.id ?? "";
    const edits = await times(50, (n) =>
      hand(n).update(id, { name: `Nombre ${round}.${n}`, expectedVersion: 1 }),
    );
    const won = edits.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const lost = edits.filter(({ status, body }) => status === 409 && body.code === "VERSION_CONFLICT");
    expect(lost).toHaveLength(49);
    // The others go on meanwhile, so that his place may be another by now.
    const { name, version } = won[0]?.body.data ?? {};
    for (const { body } of lost)
      expect((body as unknown as { current: Caddie }).current).toMatchObject({ name, version });
  }
  const evidence = await field.evidence();
  for (const key of keys) expect(evidence.ledger.moves.filter(({ opId }) => opId === key)).toHaveLength(1);
  expect(field.judge(evidence)).toEqual([]);
});

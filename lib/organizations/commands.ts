import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray } from "drizzle-orm";
import type * as z from "zod";
import type { CommandContext } from "../commands";
import type { Tx } from "../db/client";
import { AppError } from "../http/problem";
import { CONTROL_STREAM, ORG_STREAM } from "../realtime/rooms";
import { watchersOfLists } from "../users/queries";
import type { Club, NewClub, updateClubInput } from "./contract";
import { checkClubVersion, checkEmpty, lockClub } from "./locks";
import { clubOf } from "./queries";
import { lists, organizations } from "./tables";

type Wanted = NonNullable<z.infer<typeof updateClubInput>["lists"]>;
/** Numbers of lists that were ever given, and are never given again. */
const LAST_NUMBER = 99;

/** Writes a new club with its lists; who may is the caller's question. @returns its id */
export async function foundClub(tx: Tx, club: NewClub, now: Date): Promise<string> {
  const organizationId = randomUUID();
  const { lists: names, ...facts } = club;
  await tx.insert(organizations).values({ ...facts, id: organizationId, createdAt: now, updatedAt: now });
  await tx.insert(lists).values(names.map((name, i) => ({ organizationId, number: i + 1, name })));
  return organizationId;
}

/** Changes what is given of the actor's club. ADMIN. */
export async function updateClub(input: z.infer<typeof updateClubInput>, ctx: CommandContext): Promise<Club> {
  const before = await lockClub(ctx);
  const { lists: wanted, words, expectedVersion, ...plain } = input;
  const given = { ...plain, ...(words && { words: { ...before.words, ...words } }) };
  const facts = Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) => !isDeepStrictEqual(before[field as keyof typeof given], value),
    ),
  );
  const plan = wanted ? planLists(before, wanted) : null;
  const touched = plan !== null && plan.added.length + plan.removed.length + plan.renamed.length > 0;
  if (Object.keys(facts).length === 0 && !touched) return before;
  checkClubVersion(before, expectedVersion);
  if (plan) await writeLists(ctx, before, plan);
  await ctx.tx
    .update(organizations)
    .set({ ...facts, version: before.version + 1, updatedAt: ctx.now })
    .where(eq(organizations.id, before.id));
  const club = await clubOf(ctx.tx, before.id);
  ctx.publish("club:changed", [ORG_STREAM], {
    club,
    by: { id: ctx.actor.userId, name: ctx.actor.name },
    timestamp: ctx.now.toISOString(),
  });
  // Their live sockets join the new list's room, and leave that of one that is gone.
  if (plan && plan.added.length + plan.removed.length > 0) {
    for (const userId of await watchersOfLists(ctx.tx, before.id, plan.removed)) {
      ctx.publish("access:revised", [CONTROL_STREAM], { userId });
    }
  }
  return club;
}

interface ListPlan {
  added: { number: number; name: string }[];
  renamed: { number: number; name: string }[];
  removed: number[];
}

/** @throws AppError INVALID that names the list */
function planLists({ lists: own, formerLists }: Club, wanted: Wanted): ListPlan {
  const known = new Map(own.map(({ number, name }) => [number, name]));
  let last = Math.max(0, ...[...own, ...formerLists].map(({ number }) => number));
  const kept = new Map<number, string>();
  const added: ListPlan["added"] = [];
  wanted.forEach(({ number, name }, i) => {
    if (number === undefined) {
      last += 1;
      if (last > LAST_NUMBER) throw wrong(`lists.${i}`, "is one more than a club can ever have");
      added.push({ number: last, name });
    } else if (!known.has(number)) throw wrong(`lists.${i}.number`, "is not a list of this club");
    else if (kept.has(number)) throw wrong(`lists.${i}.number`, "is named twice");
    else kept.set(number, name);
  });
  return {
    added,
    renamed: [...kept].flatMap(([number, name]) => (known.get(number) === name ? [] : [{ number, name }])),
    removed: [...known.keys()].filter((number) => !kept.has(number)),
  };
}

const wrong = (path: string, message: string) =>
  new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });

async function writeLists(
  ctx: CommandContext,
  club: Club,
  { added, renamed, removed }: ListPlan,
): Promise<void> {
  const { id: organizationId } = club;
  const named = (numbers: number[]) =>
    and(eq(lists.organizationId, organizationId), inArray(lists.number, numbers));
  if (removed.length > 0) {
    await checkEmpty(ctx, club, removed);
    await ctx.tx.update(lists).set({ deletedAt: ctx.now }).where(named(removed));
  }
  for (const { number, name } of renamed)
    await ctx.tx
      .update(lists)
      .set({ name })
      .where(named([number]));
  if (added.length > 0) await ctx.tx.insert(lists).values(added.map((list) => ({ organizationId, ...list })));
}

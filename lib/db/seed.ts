import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { generateNKeysBetween } from "fractional-indexing";
import { hashPassword } from "../auth/password";
import { caddies, turns } from "../caddies/tables";
import { lists, organizations } from "../organizations/tables";
import { users } from "../users/tables";
import { DEMO_PASSWORD } from "../users/vocabulary";
import type { Db } from "./client";
import { insertPast, seedPast } from "./seed-history";

/** Advisory lock of whoever fills an empty database: the demo, or the first club's set-up. */
export const FILL_LOCK = 726_355;

const GIVEN = [
  "Alejandro",
  "Jhon Fredy",
  "Carlos",
  "Wilmar",
  "Diego",
  "Luis Ángel",
  "Óscar",
  "Brayan",
  "Hernán",
  "Iván",
  "Edwin",
  "Yeison",
  "Mario",
  "Rubén",
  "Fabio",
  "Nelson",
  "Álvaro",
  "Camilo",
  "Jairo",
  "Elkin",
]; // prettier-ignore
const FAMILY = [
  "Ríos",
  "Zapata",
  "Mejía",
  "Ossa",
  "Arango",
  "Cano",
  "Muñoz",
  "Vélez",
  "Duque",
  "Palacio",
  "Loaiza",
  "Castaño",
  "Giraldo",
  "Toro",
  "Quintero",
  "Marín",
  "Gil",
  "Ochoa",
  "Restrepo",
  "Bedoya",
  "Cardona",
  "Henao",
  "Ospina",
]; // prettier-ignore

/** 460 different names before one returns. */
const nameOf = (n: number) =>
  `${GIVEN[n % GIVEN.length]} ${FAMILY[(n + Math.floor(n / GIVEN.length)) % FAMILY.length]}`;

interface DemoClub {
  name: string;
  domain: string;
  admins: [identifier: string, name: string][];
  perList: number;
}

const CLUBS: DemoClub[] = [
  {
    name: "Club Campestre El Rodeo",
    domain: "demo.club",
    admins: [
      ["admin@demo.club", "Ana Posada"],
      ["admin2@demo.club", "Germán Lopera"],
    ],
    perList: 40,
  },
  { name: "Otro Club de Golf", domain: "otro.club", admins: [["admin@otro.club", "Olga Uribe"]], perList: 3 },
];
const SIGN_INS = [
  "admin@demo.club, admin2@demo.club",
  "caddie1@demo.club … caddie120@demo.club",
  "admin@otro.club, caddie1@otro.club … caddie9@otro.club",
];
const LISTS = [1, 2, 3];
const MINUTE = 60_000;

/**
 * Fills an empty database with the demo clubs; a database that holds a club is left alone.
 * @param weeks of past turns, for the history
 * @returns the sign-ins to print; none where the database holds other clubs
 */
export async function seedDemo(db: Db, now: Date, weeks = 0): Promise<string[]> {
  const [club] = await db.select({ name: organizations.name }).from(organizations).limit(1);
  if (club) return CLUBS.some((demo) => demo.name === club.name) ? SIGN_INS : [];
  // One hash for all: they share the password, and 130 of them would hold up the first start.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await db.transaction(async (tx) => {
    // Several processes may start at once on an empty database: one fills it, the others wait and find it full.
    await tx.execute(sql`select pg_advisory_xact_lock(${FILL_LOCK})`);
    const [meanwhile] = await tx.select({ name: organizations.name }).from(organizations).limit(1);
    if (meanwhile) return;
    for (const demo of CLUBS) await seedClub(tx, demo, { passwordHash, now, weeks });
  });
  return SIGN_INS;
}

async function seedClub(
  tx: Db,
  demo: DemoClub,
  { passwordHash, now, weeks }: { passwordHash: string; now: Date; weeks: number },
): Promise<void> {
  const organizationId = randomUUID();
  await tx.insert(organizations).values({ id: organizationId, name: demo.name });
  await tx.insert(lists).values(LISTS.map((number) => ({ organizationId, number, name: `Lista ${number}` })));
  const admins = demo.admins.map(([identifier, name]) => ({ identifier, name, role: "ADMIN" as const }));
  const total = demo.perList * LISTS.length;
  const people = Array.from({ length: total }, (_, n) => ({
    identifier: `caddie${n + 1}@${demo.domain}`,
    name: nameOf(n),
    role: "CADDIE" as const,
  }));
  const accounts = [...admins, ...people].map((p) => ({
    ...p,
    id: randomUUID(),
    organizationId,
    passwordHash,
  }));
  await tx.insert(users).values(accounts);
  const ranks = generateNKeysBetween(null, null, demo.perList);
  const rows = accounts.slice(admins.length).map((account, n) => {
    const place = n % demo.perList;
    // On the board before the first of his turns, or no close would count it.
    const createdAt = new Date(now.getTime() - 2 * 24 * 60 * MINUTE);
    // The first of each list has waited longest.
    const since = new Date(now.getTime() - (58 - Math.round((place * 55) / demo.perList)) * MINUTE);
    return {
      id: randomUUID(),
      organizationId,
      listNumber: LISTS[Math.floor(n / demo.perList)] ?? 1,
      userId: account.id,
      name: account.name,
      phoneNumber: `+57 300 ${String(1_000_000 + n * 7919).slice(0, 3)} ${String(1000 + ((n * 37) % 9000))}`,
      status: "Disponible" as const,
      rank: ranks[place] ?? "a0",
      since,
      createdAt,
      updatedAt: since,
    };
  });
  const startedBy = accounts[0]?.id ?? "";
  if (weeks > 0) {
    const pasts = LISTS.map((list) =>
      seedPast(
        rows.filter(({ listNumber }) => listNumber === list),
        weeks,
        startedBy,
        now,
      ),
    );
    await tx.insert(caddies).values(rows);
    for (const past of pasts) await insertPast(tx, past);
    return;
  }
  await tx.insert(caddies).values(rows);
  const past = rows.flatMap((caddie, n) =>
    Array.from({ length: n % 4 }, (_, k) => {
      const startedAt = new Date(caddie.since.getTime() - (5 + k * 7 + (n % 5)) * 60 * MINUTE);
      const endedAt = new Date(startedAt.getTime() + (k % 2 ? 130 : 255) * MINUTE);
      const whose = { caddieId: caddie.id, organizationId, listNumber: caddie.listNumber };
      return {
        id: randomUUID(),
        ...whose,
        status: "finished" as const,
        startedAt,
        endedAt,
        holes: k % 2 ? 9 : 18,
        startedBy,
        endedBy: startedBy,
      };
    }),
  );
  await tx.insert(turns).values(past);
}

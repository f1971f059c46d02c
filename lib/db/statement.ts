import { is, Param, Placeholder, type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";

/** A query of drizzle's that was not run yet. */
interface Preparable<R> {
  prepare(name: string): { execute(): Promise<R> };
}
type Values = Record<string, unknown>;
/** What drizzle has made of a query: the text, and how its rows are read. */
interface Prepared {
  params: unknown[];
  execute(): Promise<unknown>;
}
interface Internals {
  dialect: { sqlToQuery(query: SQL): unknown };
  session: { client: unknown; prepareQuery(query: unknown, ...rest: unknown[]): Prepared };
}

/**
 * A statement that is put into words once. Drizzle's building of the text costs more than sending it, and a command
 * sends ten: statements that every tap needs are written in this way, and read like any other. It leaves as it is
 * called, so that several can be under way at once.
 * @param build gets stand-ins for the values: they can be compared with columns, written to them, and put into `sql`,
 *   where they need a cast and must be text or numbers; they cannot be looked at
 */
export function statement<V extends Values, R>(build: (db: Db, given: V) => Preparable<R>) {
  return runner<V, R>((db, given) => build(db, given).prepare("") as unknown as Prepared);
}

/** The same for a query in SQL; its rows come as `rows()` gives them. */
export function rawStatement<V extends Values, Row extends Values>(build: (given: V) => SQL) {
  const run = runner<V, Row[] | { rows: Row[] }>((db, given) => {
    const { dialect, session } = internalsOf(db);
    return session.prepareQuery(dialect.sqlToQuery(build(given)), undefined, undefined, false);
  });
  return async (db: Db, values: V): Promise<Row[]> => {
    const result = await run(db, values);
    return Array.isArray(result) ? result : result.rows;
  };
}

function runner<V extends Values, R>(prepare: (db: Db, given: V) => Prepared) {
  // One for each database that was opened: its transactions share the dialect.
  const known = new WeakMap<object, { prepared: Prepared; fill: ((values: V) => unknown)[] }>();
  return (db: Db, values: V): Promise<R> => {
    const { dialect, session } = internalsOf(db);
    let found = known.get(dialect);
    if (!found) {
      const prepared = prepare(db, standIns<V>());
      found = { prepared, fill: prepared.params.map(filler) };
      known.set(dialect, found);
    }
    const params = found.fill.map((value) => value(values));
    const bound: Prepared = Object.assign(Object.create(found.prepared), { client: session.client, params });
    return bound.execute() as Promise<R>;
  };
}

const internalsOf = (db: Db) => db as unknown as Internals;

const standIns = <V extends Values>() =>
  new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) }) as V;

/** Null stays null: the columns' own encoders do not expect it. */
function filler(param: unknown): (values: Values) => unknown {
  if (is(param, Placeholder)) return (values) => values[param.name];
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { value, encoder } = param;
    return (values) => {
      const given = values[value.name] ?? null;
      return given === null ? null : encoder.mapToDriverValue(given);
    };
  }
  return () => param;
}

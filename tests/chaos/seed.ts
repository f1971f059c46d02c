import { databases, type Target } from "../harness/databases";

/** The long form: the figures of docs/chaos.md instead of a minute's worth of each. */
export const LONG = process.env.CHAOS_LONG === "1";
/** Minutes of the soak; none without CHAOS_SOAK_MIN. */
export const SOAK_MINUTES = Number(process.env.CHAOS_SOAK_MIN ?? 0);

/** One number decides all dice of a run; the configuration makes one where CHAOS_SEED is not given. */
export const SEED = Number(process.env.CHAOS_SEED);

/** Goes into each title, so that a failure says how to repeat it. */
export const seeded = `(CHAOS_SEED=${SEED})`;

export const sized = <T>(short: T, long: T): T => (LONG ? long : short);

/** @throws Error where no PostgreSQL answers: most faults are made on it */
export async function database(name: Target["name"]): Promise<Target> {
  const target = (await databases()).find((one) => one.name === name);
  if (!target) throw new Error(`${name} is needed: start one, or name it in TEST_DATABASE_URL`);
  return target;
}

/** SQLSTATEs, codes of the driver and of sockets, and our own for a line that was too long. */
const AWAY =
  /^(08...|57P0[1235]|53300|25P03|57014|55P03|40001|40P01|UNAVAILABLE|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONN(REFUSED|RESET|ABORTED))$/;

/** True when the database could not be reached, or gave up waiting or on a deadlock: the request may be sent again. */
export function isDatabaseAway(error: unknown): boolean {
  return causes(error).some(({ code }) => typeof code === "string" && AWAY.test(code));
}

/** True when a row was refused because of this unique constraint. */
export function isTaken(error: unknown, constraint: string): boolean {
  return causes(error).some((e) => e.code === "23505" && (e.constraint_name ?? e.constraint) === constraint);
}

/** True for "current transaction is aborted": an earlier statement has failed, and this one says only that. */
export function isAftermath(error: unknown): boolean {
  return causes(error).some(({ code }) => code === "25P02");
}

interface DatabaseError {
  code?: unknown;
  /** One driver names the constraint so … */
  constraint_name?: unknown;
  /** … and the other so. */
  constraint?: unknown;
}

/** The error, and what it was made of: drizzle wraps the drivers' own. */
function causes(error: unknown): DatabaseError[] {
  const found: DatabaseError[] = [];
  for (let e = error; e; e = (e as { cause?: unknown }).cause) found.push(e);
  return found;
}

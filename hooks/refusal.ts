import type { Caddie } from "../lib/caddies/contract";
import type { Problem } from "../lib/http/fetch";

const BY_CODE = {
  VERSION_CONFLICT: "changed",
  ILLEGAL_TRANSITION: "notAvailable",
  NOT_FOUND: "notFound",
  FORBIDDEN: "forbidden",
  INVALID: "invalid",
  UNAUTHENTICATED: "session",
  TOKEN_EXPIRED: "session",
  NOT_UNDOABLE: "notUndoable",
} as const;

export type RefusalKey =
  | (typeof BY_CODE)[keyof typeof BY_CODE]
  | "out"
  | "outBy"
  | "absent"
  | "absentBy"
  | "notAvailable"
  | "group"
  | "limit"
  | "other";

/** The text under `refusals` that tells a person why a change was not made, and its values except `time`. */
export function refusalOf(
  problem: Problem,
  name: string,
): { key: RefusalKey; values: { name: string; by: string; n: number } } {
  const values = { name, by: problem.by?.name ?? "", n: problem.limit ?? 0 };
  if (problem.unavailable) {
    const names = problem.unavailable.map((one) => one.name).join(", ");
    return { key: "group", values: { ...values, name: names } };
  }
  if (problem.code === "TURN_LIMIT") {
    const current = problem.current as Partial<Caddie> | null | undefined;
    return { key: "limit", values: { ...values, name: current?.name ?? name } };
  }
  const told = Boolean(problem.by && problem.at);
  if (problem.code === "CADDIE_NOT_AVAILABLE") {
    const status = (problem.current as Partial<Caddie> | null | undefined)?.status;
    if (status === "En campo") return { key: told ? "outBy" : "out", values };
    if (status === "Ausente") return { key: told ? "absentBy" : "absent", values };
    return { key: "notAvailable", values };
  }
  return { key: problem.code in BY_CODE ? BY_CODE[problem.code as keyof typeof BY_CODE] : "other", values };
}

import type { Actor } from "../auth/actor";
import { folded } from "../i18n/times";
import { DEMO_PASSWORD, PASSWORD_LENGTH, PASSWORD_MOST } from "./vocabulary";

/** Accounts are the club's admins' business alone. */
export const canManageUsers = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";

/** Whoever could lock himself out could leave his club without an admin. */
export const isOwnAccess = (actor: Pick<Actor, "userId">, userId: string) => actor.userId === userId;

/** An e-mail address or a user name: what a thumb can type and a voice can tell. */
export const isIdentifier = (text: string) => /^\S{3,200}$/u.test(text);

/** Why a password is refused. */
export type PasswordFault = "short" | "long" | "identifier" | "demo";

/** @returns null for a password that may be chosen */
export function passwordFault(password: string, identifier: string): PasswordFault | null {
  const length = Array.from(password).length;
  if (length < PASSWORD_LENGTH) return "short";
  if (length > PASSWORD_MOST) return "long";
  const plain = password.toLowerCase();
  if (plain === DEMO_PASSWORD) return "demo";
  if (plain === identifier.toLowerCase() || plain === identifier.toLowerCase().split("@")[0])
    return "identifier";
  return null;
}

/**
 * A user name to begin with, from the first two words of a name: "Jhon Fredy Ríos" gives "jhon.fredy".
 * @param attempt from the second on it ends with this number, for a name that is taken
 */
export function suggestIdentifier(name: string, attempt = 1): string {
  const words = folded(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .slice(0, 2);
  const base = words.join(".").padEnd(3, "0");
  return attempt > 1 ? `${base}${attempt}` : base;
}

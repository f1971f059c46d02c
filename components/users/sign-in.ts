import { signIn } from "next-auth/react";

export type SignInOutcome = "ok" | "wrong" | "tooMany" | "unreachable";

/** Signs in with a password; never throws. */
export async function signInWithPassword(identifier: string, password: string): Promise<SignInOutcome> {
  try {
    const first = await attempt(identifier, password);
    // Two first requests race for the CSRF cookie; the loser is told "ok" and is not signed in.
    return first === "raced" ? await lastAttempt(identifier, password) : first;
  } catch {
    return "unreachable";
  }
}

async function attempt(identifier: string, password: string): Promise<SignInOutcome | "raced"> {
  const answer = await signIn("credentials", { redirect: false, identifier, password });
  if (!answer) return "unreachable";
  if (answer.url?.includes("csrf=true")) return "raced";
  if (answer.ok && !answer.error) return "ok";
  if (answer.status === 429 || answer.error?.includes("RATE_LIMITED")) return "tooMany";
  if (answer.status >= 500 || answer.error?.includes("UNAVAILABLE")) return "unreachable";
  return "wrong";
}

async function lastAttempt(identifier: string, password: string): Promise<SignInOutcome> {
  const outcome = await attempt(identifier, password);
  return outcome === "raced" ? "unreachable" : outcome;
}

import { authenticate } from "@/lib/auth/authenticate";
import { type Command, runCommand } from "@/lib/commands";
import { createLogger } from "@/lib/telemetry/logger";
import type { Person } from "./factories";

/** Does what a route does, but at that moment. @returns the data of the answer */
export async function doAt<I, R>(
  at: Date,
  person: Person,
  command: Command<I, R>,
  input: I,
): Promise<Awaited<R>> {
  const actor = await authenticate(person.token);
  const { body } = await runCommand(command, input, actor, { success: 200, now: at });
  return (body as { data: Awaited<R> }).data;
}

/** A log that nobody reads. */
export const silent = createLogger("silent", false);

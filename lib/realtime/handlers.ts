import type * as z from "zod";
import type { Actor } from "../auth/actor";
import { parseInput } from "../http/problem";
import type { Logger } from "../telemetry/logger";
import type { Metrics } from "../telemetry/metrics";
import { suspicious } from "../telemetry/suspicion";
import { type Ack, type AckError, type ClientEvent, type ClientPayload, clientEvents } from "./contract";
import { type Limits, take } from "./limits";
import type { LiveSocket } from "./live-socket";
import type { PresenceHub } from "./presence";
import { roomOf, storedName } from "./rooms";
import { joinAndReplay } from "./sync";
import type { Tail } from "./tail";
import type { StatsWatch } from "./watch";

export interface HandlerContext {
  tail: Tail;
  limits: Limits;
  log: Logger;
  metrics: Metrics;
  watch: StatsWatch;
  presence: PresenceHub;
  /** Client names of the streams that this user may see. */
  streamsOf: (actor: Actor) => string[];
}

class Refusal extends Error {
  constructor(readonly error: AckError) {
    super(error.message);
  }
}

type Handler<E extends ClientEvent> = (
  socket: LiveSocket,
  payload: ClientPayload<E>,
  context: HandlerContext,
) => unknown;

const handlers: { [E in ClientEvent]: Handler<E> } = {
  "stream:since": (socket, { stream, epoch, after }, { tail, streamsOf }) => {
    const { actor } = socket.data;
    authorise(streamsOf(actor), stream);
    return tail.since(actor.organizationId, storedName(stream, actor.userId), epoch, after);
  },
  "stream:join": async (socket, { stream, epoch, after }, { tail, streamsOf, metrics }) => {
    const allowed = () => streamsOf(socket.data.actor).includes(stream);
    authorise(streamsOf(socket.data.actor), stream);
    const cursors = epoch !== undefined && after !== undefined ? { [stream]: { epoch, seq: after } } : {};
    const states = await joinAndReplay(socket, tail, [stream], cursors, allowed, metrics);
    if (!states) throw new Refusal({ code: "FORBIDDEN", message: `stream ${stream} is not yours to see` });
    return states[stream];
  },
  "stream:leave": async (socket, { stream }, { streamsOf }) => {
    const { actor } = socket.data;
    authorise(streamsOf(actor), stream);
    await socket.leave(roomOf(actor.organizationId, storedName(stream, actor.userId)));
    return {};
  },
  "user:active": (socket, _payload, { presence }) => {
    presence.active(socket);
    return {};
  },
  "presence:join": async (socket, { resource }, { presence }) => {
    const state = await presence.join(socket, resource);
    if (state === "forbidden")
      throw new Refusal({ code: "FORBIDDEN", message: `${resource} is not yours to see` });
    if (state === "too many")
      throw new Refusal({ code: "RATE_LIMITED", message: "too many resources: leave one first" });
    return state;
  },
  "presence:leave": (socket, { resource }, { presence }) => {
    presence.leave(socket, resource);
    return {};
  },
  "typing:start": (socket, { resource, field }, { presence }) =>
    typing(presence.type(socket, resource, field, true), resource),
  "typing:stop": (socket, { resource, field }, { presence }) =>
    typing(presence.type(socket, resource, field, false), resource),
  "ping:rtt": () => ({}),
  "stats:watch": (socket, _payload, { watch }) => {
    if (socket.data.actor.role !== "ADMIN")
      throw new Refusal({ code: "FORBIDDEN", message: "only an admin may watch the system" });
    watch.join(socket);
    return {};
  },
  "stats:unwatch": (socket, _payload, { watch }) => {
    watch.leave(socket);
    return {};
  },
};

function typing(isThere: boolean, resource: string): object {
  if (!isThere) throw new Refusal({ code: "FORBIDDEN", message: `join ${resource} before typing there` });
  return {};
}

function authorise(streams: readonly string[], stream: string): void {
  if (!streams.includes(stream))
    throw new Refusal({ code: "FORBIDDEN", message: `stream ${stream} is not yours to see` });
}

/**
 * The one wrapper around everything that a client sends: limits, known event, valid payload, handler, answer. A throw
 * or a rejection in a Socket.IO handler would end the process, so nothing passes it by.
 */
export function handleClientEvents(socket: LiveSocket, context: HandlerContext): void {
  socket.on("disconnect", (reason) => {
    // Whoever leaves the one namespace has no business here: nothing else would ever end his connection.
    if (reason === "client namespace disconnect") socket.conn.close();
  });
  socket.onAny((event: unknown, ...args: unknown[]) => {
    const ack = args.at(-1);
    const payload = typeof ack === "function" ? (args[0] === ack ? undefined : args[0]) : args[0];
    answer(socket, String(event), payload, context)
      .catch((error: unknown): Ack => {
        context.log.error({ err: error, event, userId: socket.data.actor.userId }, "a socket handler failed");
        return { ok: false, error: { code: "UNAVAILABLE", message: "the server could not do this now" } };
      })
      .then((reply) => {
        if (typeof ack === "function") ack(reply);
        else if (!reply.ok) socket.emit("error", reply.error);
      })
      .catch((error: unknown) => context.log.error({ err: error, event }, "an answer could not be sent"));
  });
}

async function answer(
  socket: LiveSocket,
  event: string,
  payload: unknown,
  context: HandlerContext,
): Promise<Ack> {
  const { limits, log, metrics } = context;
  const { userId } = socket.data.actor;
  const [minute, second] = await Promise.all([
    take(limits.eventsPerMinute, socket.id),
    take(limits.eventBurst, socket.id),
  ]);
  if (!minute.ok || !second.ok) {
    metrics.limited("events");
    // Whoever goes on regardless is cut off.
    if (minute.overdrawn > limits.eventsPerMinute.points || second.overdrawn > limits.eventBurst.points * 4) {
      suspicious(log, { userId, address: socket.data.address, reason: "too many events" });
      socket.disconnect(true);
    }
    return { ok: false, error: { code: "RATE_LIMITED", message: "too many events: wait a minute" } };
  }
  if (!isClientEvent(event)) {
    return {
      ok: false,
      error: { code: "UNKNOWN_EVENT", message: `there is no event ${event.slice(0, 80)}` },
    };
  }
  const schema: z.ZodType = clientEvents[event];
  const parsed = parseInput(schema, payload ?? undefined);
  if (!parsed.ok) {
    const { errors } = parsed;
    return { ok: false, error: { code: "INVALID", message: `${event}: invalid payload`, errors } };
  }
  log.debug({ event, userId }, "client event");
  try {
    const handler = handlers[event] as Handler<ClientEvent>;
    return { ok: true, data: await handler(socket, parsed.data as ClientPayload<ClientEvent>, context) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.error };
    throw error;
  }
}

const isClientEvent = (event: string): event is ClientEvent => Object.hasOwn(clientEvents, event);

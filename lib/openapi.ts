import * as z from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import * as caddies from "./caddies/contract";
import { eventsSinceInput } from "./catch-up";
import { startTurnInput } from "./dispatches/contract";
import { json } from "./http/route";
import { absencePaths } from "./openapi-absences";
import { dispatchPaths } from "./openapi-dispatches";
import { drawPaths } from "./openapi-draws";
import { historyPaths } from "./openapi-history";
import { importPaths } from "./openapi-imports";
import { noticePaths } from "./openapi-notices";
import { operation } from "./openapi-operation";
import { pushPaths } from "./openapi-push";
import { rollCallPaths } from "./openapi-roll-calls";
import { rulesPaths } from "./openapi-rules";
import { userPaths } from "./openapi-users";
import { wallPaths } from "./openapi-walls";
import { clubSchema, updateClubInput } from "./organizations/contract";
import { explainPlaceInput, placeSchema } from "./places/contract";
import { cursorsSchema } from "./realtime/contract";
import { setupInput } from "./setup";
import { changePasswordInput, setPreferencesInput, signedInSchema, signInInput } from "./users/contract";

const page = { nextCursor: z.string().nullable() };
const snapshotOf = (data: z.ZodType) => z.object({ data, cursors: cursorsSchema });
const health = z.object({ status: z.string(), uptime: z.number() });

const caddie = caddies.caddieSchema.meta({ id: "Caddie" });
const turn = caddies.turnSchema.meta({ id: "Turn" });
const move = caddies.moveSchema.meta({ id: "Move" });
const club = clubSchema.meta({ id: "Club" });
const byCaddie = ["caddieId"];
const empty = z.object({});

const paths: ZodOpenApiPathsObject = {
  ...dispatchPaths,
  ...rulesPaths,
  ...userPaths,
  ...absencePaths,
  ...drawPaths,
  ...importPaths,
  ...noticePaths,
  ...rollCallPaths,
  ...historyPaths,
  "/api/auth/token": {
    post: operation({
      summary: "Sign in for a bearer token",
      input: signInInput,
      method: "post",
      success: 200,
      answer: signedInSchema,
      open: true,
    }),
  },
  "/api/auth/sign-out": {
    post: operation({ summary: "End this session", method: "post", success: 204, input: empty }),
  },
  "/api/auth/sign-out-everywhere": {
    post: operation({ summary: "End all sessions of the user", method: "post", success: 204, input: empty }),
  },
  "/api/auth/socket-token": {
    get: operation({
      summary: "The session's token for a socket server elsewhere",
      method: "get",
      success: 200,
      answer: z.object({ data: z.object({ token: z.string() }) }),
    }),
  },
  "/api/setup": {
    post: operation({
      summary: "Create the first club and its first admin, with the link that the server printed",
      input: setupInput,
      method: "post",
      success: 201,
      answer: z.object({ data: z.object({ organizationId: z.uuid() }) }),
      open: true,
    }),
  },
  "/api/account/password": {
    post: operation({
      summary: "Change one's own password; all other sessions end",
      input: changePasswordInput,
      method: "post",
      success: 204,
    }),
  },
  "/api/account/preferences": {
    put: operation({
      summary: "Keep one's own language and theme",
      input: setPreferencesInput,
      method: "put",
      success: 200,
      answer: snapshotOf(setPreferencesInput.required()),
    }),
  },
  "/api/club": {
    get: operation({
      summary: "One's own club and its lists, with the cursor of its stream",
      method: "get",
      success: 200,
      answer: snapshotOf(club),
    }),
    put: operation({
      summary: "Change the club, its lists among it (ADMIN)",
      input: updateClubInput,
      method: "put",
      success: 200,
      answer: snapshotOf(club),
    }),
  },
  "/api/caddies": {
    get: operation({
      summary: "The board, with cursors of the same moment",
      input: caddies.listCaddiesInput,
      method: "get",
      success: 200,
      answer: snapshotOf(z.array(caddie)),
    }),
    post: operation({
      summary: "Add a caddie (ADMIN)",
      input: caddies.addCaddieInput,
      method: "post",
      success: 201,
      answer: snapshotOf(caddie),
    }),
  },
  "/api/caddies/without-account": {
    get: operation({
      summary: "Caddies who have no account yet (ADMIN)",
      input: caddies.listCaddiesInput,
      method: "get",
      success: 200,
      answer: z.object({ data: z.array(caddies.namedCaddieSchema) }),
    }),
  },
  "/api/caddies/{caddieId}": {
    get: operation({
      summary: "One caddie",
      input: caddies.getCaddieInput,
      path: byCaddie,
      method: "get",
      success: 200,
      answer: z.object({ data: caddie }),
    }),
    put: operation({
      summary: "Change a caddie (ADMIN)",
      input: caddies.updateCaddieInput,
      path: byCaddie,
      method: "put",
      success: 200,
      answer: snapshotOf(caddie),
    }),
    delete: operation({
      summary: "Remove a caddie (ADMIN)",
      input: caddies.removeCaddieInput,
      path: byCaddie,
      method: "delete",
      success: 204,
    }),
  },
  "/api/caddies/{caddieId}/status": {
    patch: operation({
      summary: "Change a status; opens or closes the turn (ADMIN)",
      input: caddies.changeCaddieStatusInput,
      path: byCaddie,
      method: "patch",
      success: 200,
      answer: snapshotOf(caddie),
    }),
  },
  "/api/caddies/{caddieId}/undo": {
    post: operation({
      summary: "Take back the latest change (ADMIN)",
      input: caddies.undoInput,
      path: byCaddie,
      method: "post",
      success: 200,
      answer: snapshotOf(caddie),
    }),
  },
  "/api/caddies/{caddieId}/moves": {
    get: operation({
      summary: "History of a caddie, the latest first",
      input: caddies.listMovesInput,
      path: byCaddie,
      method: "get",
      success: 200,
      answer: z.object({ data: z.array(move), ...page }),
    }),
  },
  "/api/caddies/{caddieId}/place": {
    get: operation({
      summary: "Why a caddie stands where he stands: the changes that led there (himself, ADMIN)",
      input: explainPlaceInput,
      path: byCaddie,
      method: "get",
      success: 200,
      answer: snapshotOf(placeSchema.meta({ id: "Place" })),
    }),
  },
  "/api/turns": {
    get: operation({
      summary: "Turns, the latest first: all for an admin, his own for a caddie",
      input: caddies.listTurnsInput,
      method: "get",
      success: 200,
      answer: z.object({ data: z.array(turn), ...page }),
    }),
    post: operation({
      summary: "Start a turn (ADMIN)",
      input: startTurnInput,
      method: "post",
      success: 201,
      answer: snapshotOf(turn),
    }),
  },
  "/api/turns/{turnId}": {
    put: operation({
      summary: "End or correct a turn (ADMIN)",
      input: caddies.updateTurnInput,
      path: ["turnId"],
      method: "put",
      success: 200,
      answer: snapshotOf(turn),
    }),
  },
  "/api/events": {
    get: operation({
      summary: "The log of a stream, to catch up without a socket",
      input: eventsSinceInput,
      method: "get",
      success: 200,
      answer: z.object({ data: z.unknown() }),
    }),
  },
  ...pushPaths,
  "/api/openapi.json": {
    get: operation({ summary: "This document", method: "get", success: 200, open: true }),
  },
  "/api/health": {
    get: operation({
      summary: "Is the server well",
      method: "get",
      success: 200,
      answer: health,
      open: true,
    }),
  },
  "/api/socket-health": {
    get: operation({
      summary: "Are sockets served",
      method: "get",
      success: 200,
      answer: health.extend({ connectedClients: z.number().int() }),
      open: true,
    }),
  },
  "/api/socket-stats": {
    get: operation({
      summary: "How real time does for one's club (ADMIN)",
      method: "get",
      success: 200,
      answer: z.object({ data: z.unknown() }),
    }),
  },
  "/api/metrics": {
    get: operation({
      summary: "Prometheus text; from this machine, or with METRICS_TOKEN",
      method: "get",
      success: 200,
      open: true,
    }),
  },
  ...wallPaths,
};

/** The OpenAPI 3.1 document, made from the very schemas that the routes parse with. */
export const openApiDocument = () =>
  createDocument({
    openapi: "3.1.0",
    info: {
      title: "CaddiePro",
      version: "1",
      description: "The live rotation board of a golf club's caddies.",
    },
    security: [{ bearer: [] }, { cookie: [] }],
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        cookie: { type: "apiKey", in: "cookie", name: "caddiePro_token" },
      },
    },
    paths,
  });

export async function openApi(): Promise<Response> {
  return json(200, openApiDocument());
}

import type { Row } from "../http/scene";

const SUBSCRIPTIONS = "/api/push/subscriptions";
const SUBSCRIPTION = {
  endpoint: "https://fcm.googleapis.com/fcm/send/nobody",
  keys: { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) },
};
const { endpoint } = SUBSCRIPTION;

/** The matrix' rows of Web Push. */
export const PUSH_ROWS: Record<string, Row> = {
  "GET /api/push/key": { path: () => "/api/push/key", cells: [401, 200, 200, 200, 200, 200] },
  "POST /api/push/subscriptions": {
    path: () => SUBSCRIPTIONS,
    body: () => SUBSCRIPTION,
    cells: [401, 201, 201, 201, 201, 201],
  },
  "DELETE /api/push/subscriptions": {
    path: () => SUBSCRIPTIONS,
    body: () => ({ endpoint }),
    cells: [401, 204, 204, 204, 204, 204],
  },
  "POST /api/push/test · of no device": {
    path: () => "/api/push/test",
    body: () => ({ endpoint }),
    cells: [401, 404, 404, 404, 404, 404],
  },
};

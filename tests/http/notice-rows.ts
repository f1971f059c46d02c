import { OWN_SESSION, type Row } from "./scene";

/** The matrix' rows of what people are told. The announcement of the scene was said to list 1. */
export const NOTICE_ROWS: Record<string, Row> = {
  "GET /api/notifications": { path: () => "/api/notifications", cells: OWN_SESSION },
  "POST /api/notifications/read": {
    path: () => "/api/notifications/read",
    body: () => ({ all: true }),
    cells: OWN_SESSION,
  },
  "GET /api/notifications/settings": { path: () => "/api/notifications/settings", cells: OWN_SESSION },
  "PUT /api/notifications/settings": {
    path: () => "/api/notifications/settings",
    body: () => ({ nearAt: 2 }),
    cells: OWN_SESSION,
  },
  "PUT /api/notifications/defaults": {
    path: () => "/api/notifications/defaults",
    body: () => ({ nearAt: 2 }),
    cells: [401, 403, 403, 403, 200, 200],
  },
  "GET /api/announcements": { path: () => "/api/announcements", cells: OWN_SESSION },
  "POST /api/announcements": {
    path: () => "/api/announcements",
    body: () => ({ message: "Torneo el sábado" }),
    cells: [401, 403, 403, 403, 201, 201],
  },
  "GET /api/announcements/sent": {
    path: () => "/api/announcements/sent",
    cells: [401, 403, 403, 403, 200, 200],
  },
  "DELETE /api/announcements/[announcementId]": {
    path: ({ announcementId }) => `/api/announcements/${announcementId}`,
    cells: [401, 403, 403, 404, 204, 404],
  },
  "POST /api/announcements/[announcementId]/read": {
    path: ({ announcementId }) => `/api/announcements/${announcementId}/read`,
    cells: [401, 204, 204, 404, 204, 404],
  },
};

import type { Chance } from "../harness/chance";
import type { Ground } from "./strange-requests";

/** Fields that are right, as JSON: half of the strange bodies keep some, so that the command behind the check is reached. */
export const RIGHT_FIELDS: Record<string, (ground: Ground, chance: Chance) => Record<string, string>> = {
  "POST /api/setup": () => ({
    token: '"x"',
    club: '{"name":"Club","timeZone":"America/Bogota","lists":["Lista 1"]}',
    admin: '{"name":"Ana","identifier":"ana@x.club","password":"una clave larga"}',
  }),
  "PUT /api/club": () => ({
    name: '"Club"',
    timeZone: '"America/Bogota"',
    language: '"es"',
    lists: '[{"number":1,"name":"Lista 1"},{"number":2,"name":"Lista 2"},{"name":"Nueva"}]',
  }),
  "POST /api/account/password": () => ({ current: '"wrong"', next: '"otra clave larga"' }),
  "PUT /api/account/preferences": () => ({ locale: '"en"', theme: '"dark"' }),
  "POST /api/auth/token": () => ({ identifier: '"nobody@x.club"', password: '"wrong"' }),
  "POST /api/caddies": () => ({ name: '"Wilmar"', listNumber: "1", phoneNumber: '"300 1111"' }),
  "POST /api/caddies/import": () => ({
    rows: '[{"row":2,"name":"Wilmar","phoneNumber":"300 1111","list":"1"},{"row":3,"name":"","phoneNumber":"x","list":"9"}]',
    allowRepeated: "true",
  }),
  "POST /api/caddies/import/undo": () => ({ importKey: '"k"' }),
  "PUT /api/caddies/[caddieId]": () => ({ name: '"Óscar"', listNumber: "2", position: "1", reason: '"x"' }),
  "DELETE /api/caddies/[caddieId]": () => ({ expectedVersion: "1" }),
  "PATCH /api/caddies/[caddieId]/status": (_, chance) => ({
    status: chance.pick(['"Disponible"', '"En campo"', '"Ausente"']),
  }),
  "POST /api/caddies/[caddieId]/undo": (_, chance): Record<string, string> =>
    chance.upTo(2) === 1 ? { opId: '"x"' } : {},
  "POST /api/turns": ({ caddieIds }, chance) => ({
    caddieId: `"${chance.pick(caddieIds)}"`,
    holes: "9",
    notes: '"x"',
  }),
  "POST /api/dispatches": ({ caddieIds }, chance) => ({
    caddieIds: `["${chance.pick(caddieIds)}","${chance.pick(caddieIds)}"]`,
    holes: "18",
  }),
  "POST /api/dispatches/undo": ({ caddieIds }) => ({ caddieIds: `["${caddieIds[0]}","${caddieIds[1]}"]` }),
  "POST /api/caddies/[caddieId]/call": () => ({ expectedVersion: "1" }),
  "DELETE /api/caddies/[caddieId]/call": () => ({ expectedVersion: "2" }),
  "POST /api/caddies/[caddieId]/skip": () => ({ expectedVersion: "1" }),
  "POST /api/caddies/[caddieId]/no-show": () => ({ reason: '"x"' }),
  "PUT /api/lists/[listNumber]/order": (_, chance) => ({
    mode: chance.pick(['"ascending"', '"descending"', '"manual"']),
    reason: '"x"',
  }),
  "POST /api/lists/[listNumber]/order/undo": () => ({ listNumber: "1" }),
  "PUT /api/lists/[listNumber]/rules": () => ({ returnTo: '"end"', maxTurnsPerDay: "2", callAt: '"06:00"' }),
  "POST /api/draws": () => ({ listNumber: "1", runsAt: "null" }),
  "POST /api/absences": ({ caddieIds }, chance) => ({
    kind: chance.pick(['"permission"', '"sanction"']),
    caddieId: `"${chance.pick(caddieIds)}"`,
    startsOn: '"2030-01-01"',
    endsOn: '"2030-01-02"',
    reason: '"x"',
  }),
  "POST /api/roll-calls": () => ({ listNumber: "2" }),
  "POST /api/announcements": () => ({ message: '"x"', type: '"info"', listNumber: "1" }),
  "POST /api/notifications/read": () => ({ all: "true" }),
  "POST /api/walls": () => ({ name: '"Casa"', lists: "[1]" }),
  "PUT /api/turns/[turnId]": () => ({ status: '"finished"', holes: "18" }),
};

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  GRACE_MS,
  mergePresences,
  PresenceRooms,
  presentUsers,
  TYPING_MS,
  typingUsers,
} from "@/lib/realtime/presence-rooms";

const ana = { id: "a", name: "Ana", role: "ADMIN" };
const luis = { id: "l", name: "Luis", role: "CADDIE" };
const names = (rooms: PresenceRooms, room = "r") => rooms.view(room).map((p) => p.name);

describe("[R-05] presence of one process", () => {
  it("counts somebody once, however many devices he has, until the last one has left and its grace is over", () => {
    const rooms = new PresenceRooms();
    expect(rooms.enter("r", ana, "1")).toBe(true);
    expect(rooms.enter("r", ana, "2")).toBe(false);
    expect(names(rooms)).toEqual(["Ana"]);
    expect(rooms.exit("r", "a", "1", 1000)).toBe(false);
    rooms.exit("r", "a", "2", 1000);
    expect([...rooms.sweep(1000 + GRACE_MS - 1)]).toEqual([]);
    expect(names(rooms)).toEqual(["Ana"]);
    expect([...rooms.sweep(1000 + GRACE_MS)]).toEqual(["r"]);
    expect(names(rooms)).toEqual([]);
    expect(rooms.rooms()).toEqual([]);
  });

  it("says nothing of a page that reloads within the grace", () => {
    const rooms = new PresenceRooms();
    rooms.enter("r", ana, "1");
    rooms.exit("r", "a", "1", 0);
    expect(rooms.enter("r", ana, "2")).toBe(false);
    expect([...rooms.sweep(GRACE_MS * 10)]).toEqual([]);
    expect(names(rooms)).toEqual(["Ana"]);
  });

  it("calls somebody idle after five minutes, in all his rooms, and awake at his first touch", () => {
    const rooms = new PresenceRooms();
    rooms.active("a", 0);
    rooms.enter("r", ana, "1");
    rooms.enter("s", ana, "1");
    expect([...rooms.sweep(299_999)]).toEqual([]);
    expect([...rooms.sweep(300_000)].sort()).toEqual(["r", "s"]);
    expect(presentUsers(rooms.view("s"))).toEqual([{ ...ana, status: "idle" }]);
    expect([...rooms.sweep(300_001)]).toEqual([]);
    expect(rooms.active("a", 300_002)).toBe(true);
    expect(presentUsers(rooms.view("s"))).toEqual([{ ...ana, status: "online" }]);
  });

  it("lets typing end by itself after six seconds, by a word, or with the device", () => {
    const rooms = new PresenceRooms();
    rooms.enter("r", ana, "1");
    expect(rooms.type("r", "a", "name", TYPING_MS)).toBe(true);
    expect(rooms.type("r", "a", "name", TYPING_MS + 10)).toBe(false);
    expect(typingUsers(rooms.view("r"))).toEqual([{ id: "a", name: "Ana", field: "name" }]);
    expect([...rooms.sweep(TYPING_MS)]).toEqual([]);
    expect([...rooms.sweep(TYPING_MS + 10)]).toEqual(["r"]);
    rooms.type("r", "a", "notes", 9e9);
    expect(rooms.type("r", "a", "notes", null)).toBe(true);
    rooms.type("r", "a", "notes", 9e9);
    expect(rooms.exit("r", "a", "1", 0)).toBe(true);
    expect(typingUsers(rooms.view("r"))).toEqual([]);
    expect(rooms.type("r", "a", "notes", 9e9)).toBe(false);
  });

  it("forgets everybody who is gone, whatever the order in which devices come and go", () => {
    const step = fc.record({ user: fc.nat(3), socket: fc.nat(4), room: fc.nat(2), comes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const rooms = new PresenceRooms();
        const open = new Set<string>();
        for (const { user, socket, room, comes } of steps) {
          const key = `${room} ${user} ${socket}`;
          if (comes) {
            open.add(key);
            rooms.enter(`${room}`, { id: `${user}`, name: `${user}`, role: "CADDIE" }, `${socket}`);
          } else {
            open.delete(key);
            rooms.exit(`${room}`, `${user}`, `${socket}`, 0);
          }
        }
        rooms.sweep(GRACE_MS);
        for (const room of ["0", "1", "2"]) {
          const expected = new Set([...open].filter((k) => k.startsWith(room)).map((k) => k.split(" ")[1]));
          expect(new Set(rooms.view(room).map((p) => p.id))).toEqual(expected);
        }
      }),
    );
  });
});

describe("[R-05] presence of several processes", () => {
  it("names each person once, awake where one of his devices is, and all that he types", () => {
    const merged = mergePresences([
      [{ ...luis, idle: true, fields: [] }],
      [{ ...ana, idle: true, fields: ["name"] }],
      [
        { ...ana, idle: false, fields: ["notes"] },
        { ...luis, idle: true, fields: [] },
      ],
    ]);
    expect(presentUsers(merged)).toEqual([
      { ...ana, status: "online" },
      { ...luis, status: "idle" },
    ]);
    expect(typingUsers(merged).map(({ field }) => field)).toEqual(["name", "notes"]);
  });
});

import type { Chance } from "../harness/chance";
import { frame, PING, SOCKET_TARGET, TEXT, text, upgradeRequest } from "./frames";
import { strangeJson, strangeObject } from "./strange-json";

/** The limit of one message, in bytes. */
const LIMIT = 10_240;
const bytes = (chance: Chance, most: number) =>
  Buffer.from(Array.from({ length: chance.upTo(most) }, () => chance.upTo(256) - 1));

const TARGETS = [
  ...[
    "//",
    "/",
    "*",
    "http://",
    "/socket.io",
    "/socket.iox",
    "/socket.io/../",
    "/socket.io/%00",
    "/%zz",
    "/api/ws/x",
  ],
  ...[
    "/socket.io/?EIO=3&transport=websocket",
    "/socket.io/?EIO=5&transport=websocket",
    "/socket.io/?transport=x",
  ],
  ...["/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=4&transport=websocket&sid=__proto__"],
  ...["/socket.io/?EIO=4&transport=websocket&sid=constructor", "/socket.io/?EIO=4&transport=webtransport"],
  ...[
    "/socket.io/?EIO=4&transport=websocket&b64=1",
    "/socket.io/?EIO[]=4&transport=websocket&transport=polling",
  ],
  ...["/socket.io/?__proto__=1&EIO=4&transport=__proto__", "/_next/webpack-hmr", "/api/caddies"],
];
const HEADERS: Record<string, (string | null)[]> = {
  Host: [null, "", "evil.example", "[::1", "a b", "x".repeat(300)],
  Connection: [null, "close", "keep-alive", "Upgrade, close", "upgrade\r\nX: y"],
  Upgrade: [null, "h2c", "websocket, websocket", "WebSocket", "\u0001"],
  "Sec-WebSocket-Version": [null, "0", "8", "14", "13, 8", "-1", "x"],
  "Sec-WebSocket-Key": [null, "", "short", "x".repeat(200), "dGhlIHNhbXBsZSBub25jZQ==x", "====", "ñ"],
  "Sec-WebSocket-Extensions": [
    "permessage-deflate",
    "permessage-deflate; client_max_window_bits=99",
    ";;;,",
    'x="',
  ],
  "Sec-WebSocket-Protocol": ["", ",", "a, a", "ñ", "x".repeat(5_000)],
  Origin: ["", "null", "https://evil.example", "http://[", "x\u0001y"],
  Cookie: ["caddiePro_token=x", ";;;=;", "=".repeat(4_000), "caddiePro_token.0=a; caddiePro_token.1=b"],
  "Content-Length": ["5", "-1", "99999999999999999999", "1, 2"],
  "Transfer-Encoding": ["chunked", "gzip, chunked", "x"],
  "X-Forwarded-For": ["1.2.3.4", ",,,", "x".repeat(8_000)],
  Expect: ["100-continue", "a miracle"],
  "X-Large": ["x".repeat(20_000)],
};
const RAW = [
  ...[
    "\r\n\r\n",
    "GET",
    "GET / HTTP/9.9\r\n\r\n",
    "\u0016\u0003\u0001\u0002\u0000",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ],
  ...[
    "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
    "GET / HTTP/1.1\nHost: x\n\n",
    "get / http/1.1\r\n\r\n",
  ],
  ...["POST /api/caddies HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"],
  ...["POST /api/caddies HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n"],
  ...[
    "POST /api/caddies HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET",
  ],
  ...[
    "CONNECT evil.example:80 HTTP/1.1\r\nHost: x\r\n\r\n",
    "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
    "\u0000".repeat(50),
  ],
];

/** What is no request, or a request that no browser makes; pipelined garbage behind it now and then. */
export function strangeRequest(chance: Chance): Buffer {
  const dice = chance.upTo(10);
  if (dice === 1) return bytes(chance, 200);
  if (dice <= 3) return Buffer.from(chance.pick(RAW), "latin1");
  const changes = Object.fromEntries(
    Array.from({ length: chance.upTo(2) - (dice < 6 ? 1 : 0) }, () => {
      const name = chance.pick(Object.keys(HEADERS));
      return [name, chance.pick(HEADERS[name] ?? [null])];
    }),
  );
  const target = chance.upTo(2) === 1 ? SOCKET_TARGET : chance.pick(TARGETS);
  const whole = Buffer.from(upgradeRequest(target, changes), "latin1");
  if (dice === 9) return whole.subarray(0, chance.upTo(whole.length - 1));
  return dice === 10 ? Buffer.concat([whole, bytes(chance, 100), whole]) : whole;
}

/** Frames that break RFC 6455, or the limits, one way each. */
const MALFORMED: ((chance: Chance) => Buffer)[] = [
  (chance) => frame({ opcode: chance.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload: bytes(chance, 20) }),
  (chance) => frame({ opcode: TEXT, payload: Buffer.from("2"), reserved: chance.upTo(7) }),
  () => frame({ opcode: TEXT, payload: Buffer.from('42["ping:rtt"]'), masked: false }),
  (chance) =>
    frame({ opcode: TEXT, payload: bytes(chance, 50), length: chance.pick([100, 5_000, LIMIT, 60_000]) }),
  () => frame({ opcode: TEXT, payload: Buffer.from("3"), wide: 64, length: 2 ** 53 }),
  (chance) => frame({ opcode: TEXT, payload: Buffer.from("3"), wide: chance.pick([16, 64]) }),
  (chance) => frame({ opcode: TEXT, payload: bytes(chance, 30), fin: false }),
  (chance) => frame({ opcode: 0, payload: bytes(chance, 30), fin: chance.upTo(2) === 1 }),
  (chance) => frame({ opcode: chance.pick([8, 9, 10]), payload: Buffer.alloc(126 + chance.upTo(100), 120) }),
  (chance) => frame({ opcode: chance.pick([8, 9, 10]), payload: bytes(chance, 20), fin: false }),
  (chance) => frame({ opcode: 8, payload: Buffer.from([chance.upTo(256) - 1, chance.upTo(256) - 1, 0xff]) }),
  () => frame({ opcode: 8, payload: Buffer.from([3]) }),
  () => frame({ opcode: TEXT, payload: Buffer.from([0x34, 0x32, 0xc3, 0x28]) }),
  (chance) => text(`42["ping:rtt","${"x".repeat(LIMIT + chance.upTo(5_000))}"]`),
  (chance) => frame({ opcode: 2, payload: bytes(chance, 200) }),
  (chance) => bytes(chance, 60),
];

/** Packets in well-formed frames that end the connection. */
const FATAL = [
  ...[
    "",
    "0",
    "2",
    "4",
    "7",
    "9",
    "2probe",
    "bAAAA",
    "b",
    "\u0000",
    "40",
    "44",
    '40{"token":1}',
    '40/,{"token":"x"}',
  ],
  ...[
    "43",
    "43-1[]",
    "44{}",
    '44"x"',
    '451-["stream:since"]',
    '42/x,["ping:rtt"]',
    "41/x,",
    "42\u0000",
    "42",
  ],
  ...[
    '4511-["x"]',
    '45-1-["x"]',
    '451e1-["x"]',
    "451-",
    '461-1["x"]',
    '450-["x"]',
    "42[]",
    "42{}",
    "42[null]",
  ],
  ...["42[[]]", "420[", '421e400["ping:rtt"]', '42["connect"]', '42["disconnect"]', '42["disconnecting"]'],
  ...['42["newListener",1]', '42["removeListener"]', '42["connect_error"]', "41", "420", "47[]", "4-1[]"],
];
/** Packets that mean nothing, and that the protocol lets pass. */
const IDLE = [
  ...[
    "1",
    "3",
    "5",
    "6",
    "3probe",
    "40/admin,",
    "40/%2f,{}",
    `40/${"x".repeat(3_000)},`,
    '431["x"]',
    "439[]",
  ],
  ...['439007199254740993["x"]', "42[1,2]", '42["error"]', '42["error",{"message":"x"}]', '42["__proto__"]'],
  ...['42["constructor",{}]', '42["toString"]', '42["message",1,2,3]', '42["caddie:status_changed",{}]'],
  ...['42["session:expired"]', '42["sync:ready",{"streams":{}}]', '42["hasOwnProperty","x"]', '42["then"]'],
];
const EVENTS = [
  "stream:since",
  "stream:join",
  "stream:leave",
  "user:active",
  "ping:rtt",
  "nothing",
  "valueOf",
];

/** Events in well-formed packets, most with invalid payloads; a payload that is no JSON makes it fatal. */
function strangeEvent(chance: Chance): string {
  const id = chance.pick(["", "0", "1", "9007199254740993", "007"]);
  if (chance.upTo(4) === 1) {
    return `42${id}["${chance.pick(EVENTS)}"${`,${strangeJson(chance, 1)}`.repeat(chance.upTo(4) - 1)}]`;
  }
  const fields = { stream: '"list-2"', epoch: '"x"', after: "0" };
  return `42${id}["${chance.pick(EVENTS)}",${strangeObject(chance, fields)}]`;
}

/** A frame that leaves a signed-in connection open. */
export function harmlessFrame(chance: Chance): Buffer {
  const dice = chance.upTo(8);
  if (dice === 1) return frame({ opcode: PING, payload: bytes(chance, 20) });
  const packet = dice <= 3 ? chance.pick(IDLE) : strangeEvent(chance);
  if (packet.length > LIMIT / 2 || !isReadable(packet)) return harmlessFrame(chance);
  return dice === 4 ? inPieces(chance, packet) : text(packet);
}

/** A frame that ends its connection, or leaves it waiting for the rest. */
export function fatalFrame(chance: Chance): Buffer {
  const dice = chance.upTo(3);
  if (dice === 1) return chance.pick(MALFORMED)(chance);
  if (dice === 2) return text(chance.pick(FATAL));
  return text(`4${chance.upTo(10) - 1}${chance.pick(["", "7", "/", "/x,"])}${strangeJson(chance)}`);
}

function isReadable(packet: string): boolean {
  if (!packet.startsWith("42")) return true;
  try {
    return Array.isArray(JSON.parse(packet.slice(packet.indexOf("["))));
  } catch {
    return false;
  }
}

/** The same message in fragments, a control frame in between. */
function inPieces(chance: Chance, packet: string): Buffer {
  const payload = Buffer.from(packet);
  const middle = chance.upTo(payload.length + 1) - 1;
  return Buffer.concat([
    frame({ opcode: TEXT, payload: payload.subarray(0, middle), fin: false }),
    frame({ opcode: PING, payload: Buffer.from("between") }),
    frame({ opcode: 0, payload: payload.subarray(middle) }),
  ]);
}

/** WebSocket frames by hand (RFC 6455, section 5.2), right and wrong ones. */
export interface FrameSpec {
  opcode: number;
  payload: Buffer;
  fin?: boolean;
  /** The three reserved bits, 0 to 7. */
  reserved?: number;
  masked?: boolean;
  /** What the header says, where it lies. */
  length?: number;
  /** Written with so many more bytes than needed: 16 or 64 bits. */
  wide?: 16 | 64;
}

export const TEXT = 1;
export const PING = 9;

export function frame(spec: FrameSpec): Buffer {
  const { opcode, payload, fin = true, reserved = 0, masked = true, length = payload.length, wide } = spec;
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const bits = wide ?? (length < 126 ? 7 : length < 65_536 ? 16 : 64);
  const size = Buffer.alloc(bits === 7 ? 0 : bits / 8);
  if (bits === 16) size.writeUInt16BE(length % 65_536);
  if (bits === 64) size.writeBigUInt64BE(BigInt(Math.max(0, length)));
  const short = bits === 7 ? length : bits === 16 ? 126 : 127;
  const head = Buffer.from([first, (masked ? 0x80 : 0) | short]);
  if (!masked) return Buffer.concat([head, size, payload]);
  const key = Buffer.from([0x12, 0x34, 0x56, 0x78]);
  const body = Buffer.from(payload.map((byte, i) => byte ^ (key[i % 4] ?? 0)));
  return Buffer.concat([head, size, key, body]);
}

/** A whole text frame, as a browser sends it. */
export const text = (payload: string): Buffer => frame({ opcode: TEXT, payload: Buffer.from(payload) });

export const SOCKET_TARGET = "/socket.io/?EIO=4&transport=websocket";

/** The request of an upgrade; headers that are null are left out. */
export function upgradeRequest(target: string, changes: Record<string, string | null> = {}): string {
  const headers: Record<string, string | null> = {
    Host: "127.0.0.1",
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...changes,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : `${name}: ${value}`,
  );
  return `GET ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}

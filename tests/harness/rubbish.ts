/** What a stranger, or a program of another version, may say on the channels of the cluster. */
export function rubbish(organizationId: string): (string | Buffer)[] {
  const nobody = { rooms: [], except: [] };
  const orders = Array.from({ length: 12 }, (_, type) => [
    { type },
    { type, uid: "x", requestId: "r", opts: {}, rooms: [], data: "log:hint" },
    // Well-formed: "disconnect everybody", "put everybody into this room", "tell everybody".
    { type, uid: "x", opts: nobody, rooms: [`org:${organizationId}:list-1`], close: true, packet: SPEECH },
    { type, uid: "x", requestId: "r", opts: { ...nobody, flags: { timeout: 50 } }, packet: SPEECH },
  ]).flat();
  const hint = (of: object) => ["log:hint", [{ organizationId, stream: "list-1", seq: 1, ...of }]];
  const emits = [
    [],
    [{}],
    [null],
    ["log:hint"],
    ["log:hint", null],
    ["log:hint", [null, 1, "x", { seq: 1 }, []]],
    ["log:hint", { length: 1e9 }],
    ["connection"],
    ["connection", {}],
    ["error"],
    ["new_namespace"],
    ["stats:partial"],
    ["stats:partial", { toString: null }],
    hint({ seq: 1e15 }),
    hint({ seq: -1 }),
    hint({ seq: 0.5 }),
    hint({ stream: "control", seq: 7 }),
    hint({ stream: "no such stream" }),
    hint({ organizationId: "no club" }),
  ].flatMap((data) => [
    { type: 6, uid: "x", data },
    { type: 6, uid: "x", requestId: "r", data },
  ]);
  const texts = [...orders, ...emits].map((message) => JSON.stringify(message));
  return [...texts, "", "{", "{}", "null", "[]", "1", '"x"', "\u0000", ...PACKED];
}

const SPEECH = { type: 2, nsp: "/", data: ["caddie:deleted", { caddieId: "x" }] };

/** MessagePack: an invalid byte, nil, [], ["x"], ["x", {}], ["x", {nsp: "/"}, {rooms: 5}], [1, 2, 3], and one cut short. */
const PACKED = [
  "c1",
  "c0",
  "90",
  "91a178",
  "92a17880",
  "93a17881a36e7370a12f81a5726f6f6d7305",
  "93010203",
  "93a178",
].map((bytes) => Buffer.from(bytes, "hex"));

/** Opens files that are encrypted with an empty password (ISO 32000-2, 7.6). */

import { Dict, Name, PdfError, Str } from "./values";

const PADDING = Uint8Array.from(
  [0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
   0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a],
);

export type Method = "none" | "rc4" | "aes128" | "aes256";

export class Decryption {
  private constructor(
    private readonly key: Uint8Array,
    readonly strings: Method,
    readonly streams: Method,
    readonly coversMetadata: boolean,
  ) {}

  /** What opens a file; throws PdfError where an empty password does not. */
  static async of(dict: Dict, id: Uint8Array): Promise<Decryption> {
    const number = (key: string): number => {
      const value = dict.raw(key);
      return typeof value === "number" ? value : 0;
    };
    const bytes = (key: string): Uint8Array => {
      const value = dict.raw(key);
      return value instanceof Str ? value.bytes : new Uint8Array();
    };
    const version = number("V");
    const revision = number("R");
    const coversMetadata = dict.raw("EncryptMetadata") !== false;
    const method = (key: string): Method => {
      if (version < 4) return "rc4";
      const named = dict.raw(key);
      const filters = dict.raw("CF");
      const filter = named instanceof Name && filters instanceof Dict ? filters.raw(named.value) : null;
      const kind = filter instanceof Dict ? filter.raw("CFM") : null;
      const word = kind instanceof Name ? kind.value : "None";
      return word === "V2" ? "rc4" : word === "AESV2" ? "aes128" : word === "AESV3" ? "aes256" : "none";
    };
    const length = version === 1 ? 5 : version >= 4 ? 16 : (number("Length") || 40) / 8;
    const key = revision >= 5
      ? await newKey(revision, bytes("U"), bytes("UE"))
      : oldKey(revision, length, bytes("O"), number("P"), id, coversMetadata, bytes("U"));
    return new Decryption(key, method("StrF"), method("StmF"), coversMetadata);
  }

  async open(data: Uint8Array, method: Method, num: number, gen: number): Promise<Uint8Array> {
    if (method === "none") return data;
    if (method === "aes256") return unlocked(this.key, data);
    const salt = method === "aes128" ? [0x73, 0x41, 0x6c, 0x54] : [];
    const mixed = Uint8Array.from([
      ...this.key, num & 255, (num >> 8) & 255, (num >> 16) & 255, gen & 255, (gen >> 8) & 255, ...salt,
    ]);
    const key = md5(mixed).subarray(0, Math.min(16, this.key.length + 5));
    return method === "rc4" ? rc4(key, data) : unlocked(key, data);
  }
}

async function unlocked(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  if (data.length < 32) return new Uint8Array();
  const imported = await crypto.subtle.importKey("raw", own(key), "AES-CBC", false, ["decrypt"]);
  const algorithm = { name: "AES-CBC", iv: own(data.subarray(0, 16)) };
  const rest = own(data.subarray(16, 16 + ((data.length - 16) & ~15)));
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, imported, rest));
}

/** A copy in a buffer of its own, as WebCrypto wants it. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function oldKey(
  revision: number, length: number, owner: Uint8Array, rights: number, id: Uint8Array,
  coversMetadata: boolean, user: Uint8Array,
): Uint8Array {
  const mixed = [
    ...PADDING, ...owner.subarray(0, 32),
    rights & 255, (rights >> 8) & 255, (rights >> 16) & 255, (rights >> 24) & 255, ...id,
    ...(revision >= 4 && !coversMetadata ? [255, 255, 255, 255] : []),
  ];
  let key = md5(Uint8Array.from(mixed)).subarray(0, length);
  if (revision >= 3) for (let round = 0; round < 50; round++) key = md5(key).subarray(0, length);
  let proof = rc4(key, revision >= 3 ? md5(Uint8Array.from([...PADDING, ...id])) : PADDING);
  if (revision >= 3) {
    for (let round = 1; round < 20; round++) proof = rc4(key.map((byte) => byte ^ round), proof);
  }
  if (!proof.every((byte, index) => byte === user[index])) {
    throw new PdfError("a password is needed to open the file");
  }
  return key;
}

async function newKey(revision: number, user: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
  const proof = await newHash(revision, user.subarray(32, 40));
  if (!proof.every((byte, index) => byte === user[index])) {
    throw new PdfError("a password is needed to open the file");
  }
  const between = await newHash(revision, user.subarray(40, 48));
  return decryptedWithoutPadding(between, sealed.subarray(0, 32));
}

/** The hash of an empty password (algorithm 2.B). */
async function newHash(revision: number, salt: Uint8Array): Promise<Uint8Array> {
  let key = new Uint8Array(await crypto.subtle.digest("SHA-256", own(salt)));
  if (revision === 5) return key;
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const once = key;
    const block = new Uint8Array(once.length * 64);
    for (let copy = 0; copy < 64; copy++) block.set(once, copy * once.length);
    const imported = await crypto.subtle.importKey(
      "raw", own(key.subarray(0, 16)), "AES-CBC", false, ["encrypt"],
    );
    const algorithm = { name: "AES-CBC", iv: own(key.subarray(16, 32)) };
    const padded = new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, block));
    const locked = padded.subarray(0, block.length);
    const rest = locked.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    const hash = rest === 0 ? "SHA-256" : rest === 1 ? "SHA-384" : "SHA-512";
    key = new Uint8Array(await crypto.subtle.digest(hash, own(locked)));
    last = locked[locked.length - 1]!;
  }
  return key.subarray(0, 32);
}

/** WebCrypto only takes padded data, so a block that makes the padding right is put after it. */
async function decryptedWithoutPadding(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const encrypting = await crypto.subtle.importKey("raw", own(key), "AES-CBC", false, ["encrypt", "decrypt"]);
  const iv = own(data.subarray(data.length - 16));
  const filler = new Uint8Array(
    await crypto.subtle.encrypt({ name: "AES-CBC", iv }, encrypting, new Uint8Array()),
  );
  const whole = own(Uint8Array.from([...data, ...filler]));
  const zero = { name: "AES-CBC", iv: new Uint8Array(16) };
  return new Uint8Array(await crypto.subtle.decrypt(zero, encrypting, whole));
}

function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  let [i, j] = [0, 0];
  return data.map((byte) => {
    i = (i + 1) & 255;
    j = (j + state[i]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
    return byte ^ state[(state[i]! + state[j]!) & 255]!;
  });
}

/** MD5 (RFC 1321), which old encryption derives its keys with, and which proves nothing here. */
export function md5(data: Uint8Array): Uint8Array {
  const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
  const sines = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
  const size = (((data.length + 8) >> 6) + 1) << 6;
  const whole = new Uint8Array(size);
  whole.set(data);
  whole[data.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(size - 8, data.length << 3, true);
  view.setUint32(size - 4, data.length >>> 29, true);
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < size; block += 64) {
    let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed = round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c)
        : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const word = round === 0 ? i : round === 1 ? (5 * i + 1) & 15 : round === 2 ? (3 * i + 5) & 15 : (7 * i) & 15;
      const sum = (a + mixed + sines[i]! + view.getUint32(block + word * 4, true)) | 0;
      const shift = shifts[round * 4 + (i & 3)]!;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    state[0]! += a; state[1]! += b; state[2]! += c; state[3]! += d;
  }
  return new Uint8Array(state.buffer);
}

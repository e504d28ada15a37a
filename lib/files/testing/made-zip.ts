import { crc32, deflateRawSync } from "node:zlib";

/** A part of a hand-made zip file; the lies are for tests of the gate. */
export interface MadePart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly claimedBytes?: number;
  readonly claimedChecksum?: number;
  readonly flags?: number;
  /** Kept as it is, not deflated. */
  readonly isStored?: boolean;
  readonly attributes?: number;
  /** Header position told in the table of contents, to overlap another part. */
  readonly offset?: number;
}

function partFields(part: MadePart, packed: Buffer, name: Buffer): Buffer {
  const content = Buffer.from(part.content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(part.flags ?? 0, 2);
  fields.writeUInt16LE(part.isStored ? 0 : 8, 4);
  fields.writeUInt32LE(part.claimedChecksum ?? crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(part.claimedBytes ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** A zip file of these parts, deflated. */
export function madeZip(parts: readonly MadePart[]): Buffer {
  const pieces: Buffer[] = [];
  const contents: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const packed = part.isStored ? Buffer.from(part.content) : deflateRawSync(part.content);
    const fields = partFields(part, packed, name);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(part.attributes ?? 0, 6);
    rest.writeUInt32LE(part.offset ?? offset, 10);
    contents.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), fields, rest, name);
    const whole = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name, packed]);
    pieces.push(whole);
    offset += whole.length;
  }
  const table = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, table, end]);
}

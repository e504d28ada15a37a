/** A part whose size and checksum are known before its bytes are. */
export interface StoredPart {
  readonly name: string;
  readonly bytes: number;
  readonly checksum: number;
  readonly chunks: () => AsyncIterable<Buffer>;
}

const utf8Names = 0x0800;

/** The fields that a part's own header and its line in the table of contents share, in their order. */
function sharedFields(part: StoredPart, name: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(utf8Names, 2);
  fields.writeUInt32LE(part.checksum, 10);
  fields.writeUInt32LE(part.bytes, 14);
  fields.writeUInt32LE(part.bytes, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function contentsLine(part: StoredPart, name: Buffer, offset: number): Buffer {
  const start = Buffer.from([0x50, 0x4b, 0x01, 0x02, 20, 0]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([start, sharedFields(part, name), rest, name]);
}

function contentsEnd(count: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** A zip file without compression, made piece by piece from parts that are unpacked as they are asked for. */
export async function* storedZip(parts: readonly StoredPart[]): AsyncGenerator<Buffer> {
  const contents: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    contents.push(contentsLine(part, name, offset));
    const header = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), sharedFields(part, name), name]);
    yield header;
    yield* part.chunks();
    offset += header.length + part.bytes;
  }
  const table = Buffer.concat(contents);
  yield table;
  yield contentsEnd(parts.length, table.length, offset);
}

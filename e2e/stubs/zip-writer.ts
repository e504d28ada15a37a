import { crc32, deflateRawSync } from "node:zlib";

interface Packed {
  readonly name: Buffer;
  readonly bytes: Buffer;
  readonly packed: Buffer;
  readonly offset: number;
}

/** 1 January 2026, as zip files write it. */
const dosDate = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** What local and central headers have in common. */
function headOf({ name, bytes, packed }: Packed): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt16LE(dosDate, 8);
  head.writeUInt32LE(crc32(bytes), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(bytes.length, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

function signature(text: string): Buffer {
  return Buffer.from(`PK${text}`, "latin1");
}

/** A plain zip file, for tests. */
export function zipOf(files: readonly { readonly name: string; readonly text: string }[]): Buffer {
  const parts: Buffer[] = [];
  const entries: Packed[] = [];
  let offset = 0;
  for (const file of files) {
    const bytes = Buffer.from(file.text);
    const entry = { name: Buffer.from(file.name), bytes, packed: deflateRawSync(bytes), offset };
    const local = Buffer.concat([signature("\x03\x04"), headOf(entry), entry.name, entry.packed]);
    parts.push(local);
    entries.push(entry);
    offset += local.length;
  }
  const central = Buffer.concat(
    entries.map((entry) => {
      const tail = Buffer.alloc(14);
      tail.writeUInt32LE(entry.offset, 10);
      return Buffer.concat([signature("\x01\x02"), Buffer.from([20, 0]), headOf(entry), tail, entry.name]);
    }),
  );
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, signature("\x05\x06"), end]);
}

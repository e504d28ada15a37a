import { createHash, randomUUID } from "node:crypto";

/** What a request asks for, by the names of the S3 operations. */
export type Operation =
  | "PutObject"
  | "GetObject"
  | "DeleteObject"
  | "ListObjectsV2"
  | "CreateBucket"
  | "CreateMultipartUpload"
  | "UploadPart"
  | "CompleteMultipartUpload"
  | "AbortMultipartUpload"
  | "ListMultipartUploads";

export interface Asked {
  readonly operation: Operation;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
  readonly etag?: string;
}

const smallestPart = 5 * 1024 * 1024;

const tag = (name: string, ...content: readonly string[]) => `<${name}>${content.join("")}</${name}>`;
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const etagOf = (bytes: Buffer) => `"${createHash("md5").update(bytes).digest("hex")}"`;

function answer(status: number, bytes: Buffer = Buffer.alloc(0)): Answer {
  return { status, bytes };
}

function xml(status: number, text: string): Answer {
  return answer(status, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`));
}

export function refusal(status: number, code: string): Answer {
  return xml(status, tag("Error", tag("Code", code), tag("Message", code)));
}

/** The objects of one bucket and the uploads under way, in memory. */
export class S3Bucket {
  readonly objects = new Map<string, { readonly bytes: Buffer; modifiedAt: Date }>();
  readonly uploads = new Map<
    string,
    { readonly key: string; initiatedAt: Date; readonly parts: Map<number, Buffer> }
  >();
  exists = true;
  /** Keys on one page of a list. */
  pageSize = 1000;

  carryOut(asked: Asked): Answer {
    if (!this.exists && asked.operation !== "CreateBucket") return refusal(404, "NoSuchBucket");
    return this.#operations[asked.operation](asked);
  }

  readonly #operations: Readonly<Record<Operation, (asked: Asked) => Answer>> = {
    CreateBucket: () => {
      this.exists = true;
      return answer(200);
    },
    PutObject: ({ key, body }) => this.#store(key, body),
    GetObject: ({ key }) => {
      const found = this.objects.get(key);
      return found
        ? { status: 200, bytes: found.bytes, etag: etagOf(found.bytes) }
        : refusal(404, "NoSuchKey");
    },
    DeleteObject: ({ key }) => {
      this.objects.delete(key);
      return answer(204);
    },
    ListObjectsV2: ({ query }) =>
      this.#list(query.get("prefix") ?? "", query.get("continuation-token") ?? ""),
    CreateMultipartUpload: ({ key }) => {
      const id = randomUUID();
      this.uploads.set(id, { key, initiatedAt: new Date(), parts: new Map() });
      return xml(200, tag("InitiateMultipartUploadResult", tag("UploadId", id)));
    },
    UploadPart: ({ query, body }) => {
      const upload = this.uploads.get(query.get("uploadId") ?? "");
      if (!upload) return refusal(404, "NoSuchUpload");
      upload.parts.set(Number(query.get("partNumber")), body);
      return { ...answer(200), etag: etagOf(body) };
    },
    CompleteMultipartUpload: ({ query, body }) =>
      this.#complete(query.get("uploadId") ?? "", body.toString()),
    AbortMultipartUpload: ({ query }) => {
      const wasThere = this.uploads.delete(query.get("uploadId") ?? "");
      return wasThere ? answer(204) : refusal(404, "NoSuchUpload");
    },
    ListMultipartUploads: ({ query }) => {
      const listed = [...this.uploads].filter(([, { key }]) => key.startsWith(query.get("prefix") ?? ""));
      const entries = listed.map(([id, { key, initiatedAt }]) => {
        const when = tag("Initiated", initiatedAt.toISOString());
        return tag("Upload", tag("Key", escaped(key)), tag("UploadId", id), when);
      });
      return xml(200, tag("ListMultipartUploadsResult", ...entries));
    },
  };

  #store(key: string, bytes: Buffer): Answer {
    this.objects.set(key, { bytes, modifiedAt: new Date() });
    return { ...answer(200), etag: etagOf(bytes) };
  }

  #list(prefix: string, after: string): Answer {
    const left = [...this.objects]
      .filter(([key]) => key.startsWith(prefix) && key > after)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const page = left.slice(0, this.pageSize);
    const entries = page.map(([key, { bytes, modifiedAt }]) => {
      const when = tag("LastModified", modifiedAt.toISOString());
      return tag("Contents", tag("Key", escaped(key)), when, tag("Size", `${bytes.length}`));
    });
    const isTruncated = left.length > page.length;
    const next = isTruncated ? tag("NextContinuationToken", escaped(page.at(-1)?.[0] ?? "")) : "";
    return xml(200, tag("ListBucketResult", tag("IsTruncated", `${isTruncated}`), ...entries, next));
  }

  #complete(id: string, manifest: string): Answer {
    const upload = this.uploads.get(id);
    if (!upload) return refusal(404, "NoSuchUpload");
    const named = [...manifest.matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
      bytes: upload.parts.get(Number(/<PartNumber>(\d+)</.exec(part)?.[1])) ?? Buffer.alloc(0),
      etag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll("&quot;", '"'),
    }));
    if (named.some(({ bytes, etag }) => etag !== etagOf(bytes))) return refusal(400, "InvalidPart");
    if (named.slice(0, -1).some(({ bytes }) => bytes.length < smallestPart))
      return refusal(400, "EntityTooSmall");
    this.#store(upload.key, Buffer.concat(named.map(({ bytes }) => bytes)));
    this.uploads.delete(id);
    return xml(200, tag("CompleteMultipartUploadResult", tag("Key", escaped(upload.key))));
  }
}

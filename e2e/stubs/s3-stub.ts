import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, type Operation, refusal, S3Bucket } from "./s3-bucket";
import { type S3Key, signatureFault } from "./s3-signature";

/** An error code of S3; a connection that breaks in the middle of the answer; an answer that takes its time. */
type Failure =
  | { readonly status: number; readonly code: string }
  | { readonly isCutOff: true }
  | { readonly delayMs: number };

interface PlannedFailure {
  readonly operation: Operation;
  readonly failure: Failure;
  times: number;
}

function operationOf(method: string, key: string, query: URLSearchParams): Operation | undefined {
  const isUpload = query.has("uploadId");
  const onKey: Record<string, Operation> = {
    PUT: isUpload ? "UploadPart" : "PutObject",
    POST: isUpload ? "CompleteMultipartUpload" : "CreateMultipartUpload",
    DELETE: isUpload ? "AbortMultipartUpload" : "DeleteObject",
    GET: "GetObject",
  };
  const onBucket: Record<string, Operation> = {
    PUT: "CreateBucket",
    GET: query.has("uploads") ? "ListMultipartUploads" : "ListObjectsV2",
  };
  return (key === "" ? onBucket : onKey)[method];
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * An S3-compatible store in this process, for tests: path style, one bucket, Signature Version 4 checked on every
 * request. It fails when it is told to.
 */
export class S3Stub {
  readonly key: S3Key = { accessKeyId: "AKIDSTUB", secretAccessKey: randomUUID(), region: "us-east-1" };
  readonly bucketName = "opportune";
  bucket = new S3Bucket();
  /** Every operation that was asked for, those that failed included. */
  asked: Operation[] = [];
  /** Called when a request has come in whole; it is carried out afterwards. */
  onAsked: (operation: Operation, body: Buffer) => void | Promise<void> = () => undefined;
  #planned: PlannedFailure[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next requests of this kind fail so. */
  fail(operation: Operation, failure: Failure, times = Number.POSITIVE_INFINITY): void {
    this.#planned.push({ operation, failure, times });
  }

  /** Forgets everything that it was told and given. */
  reset(): void {
    this.#planned = [];
    this.asked = [];
    this.bucket = new S3Bucket();
    this.onAsked = () => undefined;
  }

  #nextFailure(
    operation: Operation,
  ): Partial<Record<"status" | "delayMs", number>> & Record<string, unknown> {
    const planned = this.#planned.find((entry) => entry.operation === operation && entry.times > 0);
    if (!planned) return {};
    planned.times -= 1;
    return planned.failure;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://stub");
    const [, bucketName, ...rest] = url.pathname.split("/");
    const key = decodeURIComponent(rest.join("/"));
    const operation = operationOf(request.method ?? "", key, url.searchParams);
    // The client went away before it had said everything: there is nobody to answer.
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined) return;
    if (!operation) return send(response, refusal(501, "NotImplemented"));
    this.asked.push(operation);
    await this.onAsked(operation, body);
    const fault = signatureFault(request, url, body, this.key);
    if (fault) return send(response, refusal(403, fault));
    const failure = this.#nextFailure(operation);
    if (failure.status) return send(response, refusal(failure.status, String(failure.code)));
    if (failure.delayMs) await new Promise((resolve) => setTimeout(resolve, failure.delayMs));
    if (bucketName !== this.bucketName) return send(response, refusal(404, "NoSuchBucket"));
    // A request whose answer is lost may have been carried out or not; here it was not, but for reads.
    if (failure.isCutOff && operation !== "GetObject") {
      response.destroy();
      return;
    }
    const asked = { operation, key, query: url.searchParams, body };
    send(response, this.bucket.carryOut(asked), failure.isCutOff === true);
  }
}

function send(response: ServerResponse, { status, bytes, etag }: Answer, isCutOff = false): void {
  const length = status === 204 ? {} : { "content-length": bytes.length };
  response.writeHead(status, { "content-type": "application/xml", ...length, ...(etag && { etag }) });
  if (isCutOff) response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}

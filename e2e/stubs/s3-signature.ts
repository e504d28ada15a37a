import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

export interface S3Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const skewMs = 15 * 60_000;
const authorization =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");

/** As the specification orders and encodes it, whatever the client sent. */
function canonicalQuery(url: URL): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
}

function canonicalHeaders(request: IncomingMessage, signed: readonly string[]): string {
  return signed
    .map(
      (name) =>
        `${name}:${String(request.headers[name] ?? "")
          .trim()
          .replace(/\s+/g, " ")}\n`,
    )
    .join("");
}

function momentOf(stamp: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/**
 * Checks a request by AWS Signature Version 4, as a store does.
 * @returns the S3 error code, or undefined when the request is in order
 */
export function signatureFault(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  key: S3Key,
): string | undefined {
  const parts = authorization.exec(request.headers.authorization ?? "");
  if (!parts) return "AccessDenied";
  const [, accessKeyId, day = "", region, signedHeaders = "", signature = ""] = parts;
  if (accessKeyId !== key.accessKeyId) return "InvalidAccessKeyId";
  const stamp = String(request.headers["x-amz-date"] ?? "");
  if (!(Math.abs(Date.now() - momentOf(stamp)) < skewMs)) return "RequestTimeTooSkewed";
  const payload = String(request.headers["x-amz-content-sha256"] ?? "");
  if (payload !== sha256(body)) return "XAmzContentSHA256Mismatch";
  const signed = signedHeaders.split(";");
  const mustBeSigned = ["host", "x-amz-date", "x-amz-content-sha256"];
  if (region !== key.region || !mustBeSigned.every((name) => signed.includes(name))) return "AccessDenied";
  const canonical = [
    request.method,
    url.pathname,
    canonicalQuery(url),
    canonicalHeaders(request, signed),
    signedHeaders,
    payload,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonical)].join("\n");
  const signingKey = ["s3", "aws4_request"].reduce<Buffer>(
    (derived, text) => hmac(derived, text),
    hmac(hmac(`AWS4${key.secretAccessKey}`, day), key.region),
  );
  const expected = hmac(signingKey, toSign);
  return timingSafeEqual(expected, Buffer.from(signature, "hex")) ? undefined : "SignatureDoesNotMatch";
}

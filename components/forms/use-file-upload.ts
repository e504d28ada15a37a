"use client";

import { useRef, useState } from "react";

interface Sending {
  readonly fileName: string;
  /** Bytes on their way, 0–1; 1 means the server reads the file now. */
  readonly share: number;
}

interface UploadOptions {
  /** Where the file goes, with its name in the query. */
  readonly address: (file: File) => string;
  /** What is said when the server gives no sentence of its own, and when it cannot be reached. */
  readonly sentences: { readonly failed: string; readonly offline: string };
  /** Given the answer's text. */
  readonly onSent: (answer: string) => void;
}

/** What a problem+json answer says, if it is one. */
function sentenceOf(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && "detail" in body) return String(body.detail);
  } catch {
    // Not JSON: a proxy's page, or nothing.
  }
  return undefined;
}

/** Sends one file with its progress; XMLHttpRequest, because fetch does not tell how much of a body has left. */
export function useFileUpload({ address, sentences, onSent }: UploadOptions) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const request = useRef<XMLHttpRequest | null>(null);

  const send = (file: File) => {
    if (request.current) return;
    setFault(null);
    setSending({ fileName: file.name, share: 0 });
    const xhr = new XMLHttpRequest();
    request.current = xhr;
    const end = (sentence: string | null) => {
      request.current = null;
      setSending(null);
      setFault(sentence);
    };
    xhr.open("POST", address(file));
    xhr.setRequestHeader("content-type", "application/octet-stream");
    xhr.upload.onprogress = ({ loaded, total }) =>
      setSending({ fileName: file.name, share: total > 0 ? loaded / total : 1 });
    xhr.onload = () => {
      if (xhr.status === 201) {
        end(null);
        onSent(xhr.responseText);
      } else {
        end(sentenceOf(xhr.responseText) ?? sentences.failed);
      }
    };
    xhr.onerror = () => end(sentences.offline);
    xhr.onabort = () => end(null);
    xhr.send(file);
  };

  return { send, sending, fault, cancel: () => request.current?.abort() };
}

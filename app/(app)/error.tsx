"use client";

import { PageError } from "@/components/shell/page-error";

/** Keeps the frame around a page that failed, so that the rest of the product stays in reach. */
export default function AppError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageError {...props} />;
}

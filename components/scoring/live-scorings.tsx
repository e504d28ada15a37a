"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const lookMs = 2_000;

/** Reads the page again every two seconds while something on it is open and somebody looks. */
export function LiveScorings({ isOpen }: { isOpen: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, lookMs);
    return () => clearInterval(timer);
  }, [isOpen, router]);
  return null;
}

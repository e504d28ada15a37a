"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const lookMs = 5_000;

/** While something on the page is open, the page is read again and again. */
export function LiveRuns({ isOpen }: { isOpen: boolean }) {
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

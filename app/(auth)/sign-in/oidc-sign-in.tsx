"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export function OidcSignIn({ name }: { name: string }) {
  const t = useTranslations("auth.signIn");
  return (
    <Button className="mt-4 w-full" onClick={() => signIn("oidc", { callbackUrl: "/discovery" })}>
      {t("oidc", { name })}
    </Button>
  );
}

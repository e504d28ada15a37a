import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/lib/http/page";
import { getUsableResetLink } from "@/lib/orgs/queries";
import { ResetPasswordForm } from "./reset-password-form";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.reset"))("title") };
}

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { email } = await orNotFound(getUsableResetLink(token));
  const t = await getTranslations("auth.reset");
  return (
    <>
      <h1 className="font-semibold text-2xl">{t("title")}</h1>
      <p className="mt-1 text-ink-soft">{t("body", { email })}</p>
      <ResetPasswordForm token={token} email={email} />
    </>
  );
}

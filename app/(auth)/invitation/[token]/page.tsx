import { getTranslations } from "next-intl/server";
import { signOutAction } from "@/app/(app)/actions";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { findViewer } from "@/lib/auth/current";
import { orNotFound } from "@/lib/http/page";
import { getInvitationOffer } from "@/lib/orgs/queries";
import { InvitationForm } from "./invitation-form";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.invitation"))("title") };
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { organizationName, email, role, hasAccount } = await orNotFound(getInvitationOffer(token));
  const viewer = await findViewer();
  const t = await getTranslations("auth.invitation");
  return (
    <>
      <h1 className="font-semibold text-2xl">{t("join", { organization: organizationName })}</h1>
      <p className="mt-1 mb-4 text-ink-soft">{t("body", { email, role: t(`roles.${role}`) })}</p>
      {viewer && viewer.email !== email ? (
        <>
          <Notice tone="warn">{t("somebodyElse", { email, viewer: viewer.email })}</Notice>
          <form action={signOutAction} className="mt-4 flex flex-col">
            <SubmitButton>{t("signOut")}</SubmitButton>
          </form>
        </>
      ) : (
        <InvitationForm
          token={token}
          email={email}
          proof={viewer ? "signed-in" : hasAccount ? "password" : "new"}
        />
      )}
    </>
  );
}

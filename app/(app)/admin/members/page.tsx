import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Card, PageHeader } from "@/components/ui/card";
import { type Ctx, may } from "@/lib/auth/context";
import { openPage } from "@/lib/http/page";
import { listMembers, listOpenInvitations } from "@/lib/orgs/queries";
import { CreateOrganizationForm } from "./create-organization-form";
import { InvitationTable } from "./invitation-table";
import { InviteForm } from "./invite-form";
import { MemberTable } from "./member-table";
import { RemoveDemo } from "./remove-demo";

export async function generateMetadata() {
  return { title: (await getTranslations("members"))("title") };
}

// The rows wait under Suspense and not behind a loading.tsx, which would answer 200 before the door is checked.
export default async function MembersPage() {
  const { ctx, userId, organization } = await openPage("/admin/members");
  const t = await getTranslations("members");
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { organization: organization.name })} />
      <div className="grid gap-8">
        <Card>
          <h2 className="mb-3 font-semibold text-lg">{t("invite.title")}</h2>
          <InviteForm />
        </Card>
        <Suspense fallback={<PageSkeleton />}>
          <People ctx={ctx} viewerId={userId} />
        </Suspense>
        {may(ctx, "installation:manage") ? (
          <Card>
            <h2 className="font-semibold text-lg">{t("organization.title")}</h2>
            <p className="mt-1 mb-3 text-ink-soft text-sm">{t("organization.body")}</p>
            <CreateOrganizationForm />
          </Card>
        ) : null}
        {organization.isDemo && may(ctx, "demo:remove") ? (
          <Card>
            <h2 className="font-semibold text-lg">{t("demo.title")}</h2>
            <p className="mt-1 mb-3 text-ink-soft text-sm">{t("demo.body")}</p>
            <RemoveDemo />
          </Card>
        ) : null}
      </div>
    </>
  );
}

async function People({ ctx, viewerId }: { ctx: Ctx; viewerId: string }) {
  const t = await getTranslations("members");
  const [members, invitations] = await Promise.all([listMembers(ctx), listOpenInvitations(ctx)]);
  return (
    <>
      <section>
        <h2 className="mb-3 font-semibold text-lg">{t("table.title", { count: members.length })}</h2>
        <MemberTable members={members} viewerId={viewerId} />
      </section>
      <section>
        <h2 className="mb-3 font-semibold text-lg">{t("invitations.title")}</h2>
        <InvitationTable invitations={invitations} />
      </section>
    </>
  );
}

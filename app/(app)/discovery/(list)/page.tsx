import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeader } from "@/components/ui/card";
import { may } from "@/lib/auth/context";
import { openPage } from "@/lib/http/page";
import { listSessions } from "@/lib/sessions/queries";
import { type SessionView, sessionViews } from "@/lib/sessions/schema";
import { NewSessionForm } from "./new-session-form";
import { SessionTable } from "./session-table";
import { ViewTabs } from "./view-tabs";

export async function generateMetadata() {
  return { title: (await getTranslations("sessions"))("title") };
}

function toView(text: string | undefined): SessionView {
  return sessionViews.find((view) => view === text) ?? "active";
}

export default async function SessionsPage({
  searchParams,
}: {
  searchParams: Promise<{ view?: string; after?: string }>;
}) {
  const { ctx, userId } = await openPage("/discovery");
  const t = await getTranslations("sessions");
  const { view: viewText, after } = await searchParams;
  const view = toView(viewText);
  const { items, nextCursor } = await listSessions(ctx, { view, after });
  const mayCreate = may(ctx, "session:create");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {mayCreate && view === "active" ? <NewSessionForm /> : null}
      <ViewTabs current={view} />
      {items.length === 0 ? (
        <EmptyState title={t(`empty.${view}.title`)}>{t(`empty.${view}.body`)}</EmptyState>
      ) : (
        <SessionTable
          sessions={items}
          view={view}
          viewerId={userId}
          mayEditAny={may(ctx, "session:edit-any")}
        />
      )}
      {nextCursor ? (
        <div className="mt-4 flex justify-center">
          <ButtonLink href={{ query: { view, after: nextCursor } }}>{t("more")}</ButtonLink>
        </div>
      ) : null}
    </>
  );
}

import { getTranslations } from "next-intl/server";
import { OverrideText } from "@/components/exposure/override-text";
import { Notice } from "@/components/ui/notice";
import { SideDialog } from "@/components/ui/side-dialog";
import type { Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { type OverrideQuery, overridesHref } from "@/lib/exposure/override-filters";
import { getOpenElement } from "@/lib/exposure/queries/find-elements";
import { listSources } from "@/lib/exposure/queries/list-sources";
import type { OpenElement, SourceList } from "@/lib/exposure/schema";
import { ElementName } from "./element-name";
import { OverrideForm } from "./override-form";
import { SourceSays } from "./source-says";

/** Null for an element that the release in use does not have, as an old link may ask for. */
async function findElement(ctx: Ctx, query: OverrideQuery): Promise<OpenElement | null> {
  try {
    return await getOpenElement(ctx, query);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

async function Facts({ element, sources }: { element: OpenElement; sources: SourceList }) {
  const t = await getTranslations("exposure.dialog");
  const { present } = sources;
  const source = sources.sources.find(
    (each) => each.source === present?.source && each.version === present.version,
  );
  const { occupation, within, label, rationale, tasks, override } = element;
  return (
    <div className="mb-6 flex flex-col gap-2 text-sm">
      <h3 className="text-lg">
        <ElementName element={element} />
      </h3>
      {occupation ? <p className="text-ink-soft">{t("occupation", { ...occupation })}</p> : null}
      {within.length > 0 ? (
        <p className="text-ink-soft">{t("within", { list: within.join(" / ") })}</p>
      ) : null}
      <dl className="rounded-lg border border-line p-3">
        <dt className="text-ink-soft">{t("source", { source: source?.name ?? "" })}</dt>
        <dd className="font-semibold text-lg">
          <SourceSays source={element.source} />
        </dd>
        {label === null ? null : <dd>{t("label", { label })}</dd>}
        {rationale === null ? null : <dd className="text-ink-soft">{rationale}</dd>}
        {tasks === null || tasks.total === 0 ? null : (
          <dd className="text-ink-soft">{t("tasks", { ...tasks })}</dd>
        )}
        {source ? <dd className="mt-1 text-ink-soft text-xs">{source.citation}</dd> : null}
      </dl>
      {override === null ? null : (
        <Notice tone="accent">
          <OverrideText note={override} element={element.name ?? element.elementId} mayOpen={false} />
        </Notice>
      )}
    </div>
  );
}

/** One element at an address of its own: what the source says, what stands, and the form to set a figure. */
export async function ElementPanel({ ctx, query }: { ctx: Ctx; query: OverrideQuery }) {
  const t = await getTranslations("exposure.dialog");
  const [element, sources] = await Promise.all([findElement(ctx, query), listSources(ctx)]);
  const closeHref = overridesHref(query, { element: null });
  return (
    <SideDialog title={t("title")} closeLabel={t("close")} closeHref={closeHref}>
      {element === null ? (
        <Notice tone="warn">{t("gone", { release: sources.release })}</Notice>
      ) : (
        <>
          <Facts element={element} sources={sources} />
          <OverrideForm
            key={element.override?.id ?? ""}
            element={{ level: element.level, elementId: element.elementId }}
            override={element.override}
            closeHref={closeHref}
          />
        </>
      )}
    </SideDialog>
  );
}

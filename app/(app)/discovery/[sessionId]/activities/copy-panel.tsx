import Form from "next/form";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SideDialog } from "@/components/ui/side-dialog";
import type { CopyChange } from "@/lib/activities/copy-plan";
import { type CopyPreview, listCopySources, previewCopy } from "@/lib/activities/queries/copy-preview";
import type { Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import { CopyButton } from "./copy-button";
import { type ActivityQuery, activitiesHref } from "./search-params";

interface Target {
  readonly sessionId: string;
  readonly code: string;
  readonly roleId: string | null;
  readonly title: string;
}

interface PanelProps {
  ctx: Ctx;
  target: Target;
  query: ActivityQuery;
}

async function Sources({ ctx, target, query }: PanelProps) {
  const t = await getTranslations("activities.copy");
  const format = await getFormatter();
  const { sessionId, code, roleId } = target;
  const sources = await listCopySources(ctx, { sessionId, code, roleId, search: query.copyq.slice(0, 200) });
  return (
    <>
      <p className="mb-3 text-ink-soft text-sm">{t("intro", { target: target.title })}</p>
      <Form
        action={`/discovery/${sessionId}/activities`}
        scroll={false}
        role="search"
        className="mb-4 flex items-end gap-2"
      >
        <input type="hidden" name="occupation" value={code} />
        {roleId ? <input type="hidden" name="role" value={roleId} /> : null}
        {query.state ? <input type="hidden" name="state" value={query.state} /> : null}
        <input type="hidden" name="copy" value="true" />
        <TextField
          label={t("search")}
          name="copyq"
          type="search"
          defaultValue={query.copyq}
          maxLength={200}
        />
        <Button type="submit">{t("find")}</Button>
      </Form>
      {sources.length === 0 ? <p className="text-sm">{t("nothing")}</p> : null}
      <ul className="divide-y divide-line">
        {sources.map((source) => (
          <li key={`${source.code} ${source.roleId ?? ""}`}>
            <Link
              className="block rounded-lg px-2 py-2 text-sm hover:bg-sunken"
              prefetch={false}
              scroll={false}
              href={activitiesHref(sessionId, query, { from: source.code, fromRole: source.roleId })}
              aria-label={t("choose", { title: source.title })}
            >
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {source.title} <Badge>{t(source.roleId === null ? "occupation" : "role")}</Badge>
                {source.isAdjusted ? <Badge tone="accent">{t("adjusted")}</Badge> : null}
              </span>
              <span className="text-ink-soft tabular-nums">
                {t("shared", {
                  shared: format.number(source.sharedTime, { style: "percent", maximumFractionDigits: 0 }),
                  people: source.headcount,
                })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Part({ title, children }: { title: ReactNode; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section className="mb-4">
      <h4 className="mb-1 font-medium text-sm">{title}</h4>
      <ul className="list-disc pl-5 text-sm">{children}</ul>
    </section>
  );
}

async function Changes({ preview }: { preview: CopyPreview }) {
  const t = await getTranslations("activities.copy");
  const format = await getFormatter();
  const { plan, names } = preview;
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const nameOf = (id: string) => names.get(id) ?? id;
  const lines = (kind: CopyChange["kind"]) =>
    plan.changes
      .filter((change) => change.kind === kind)
      .map(({ activityId: id, share }) => (
        <li key={id}>
          {kind === "share" && share === null ? t("toWeight", { name: nameOf(id) }) : null}
          {share === null || kind === "out"
            ? null
            : t("toShare", { name: nameOf(id), share: percent(share) })}
          {(share === null && kind === "in") || kind === "out" ? nameOf(id) : null}
        </li>
      ));
  const parts = { in: lines("in"), out: lines("out"), share: lines("share") };
  return (
    <>
      {(["in", "out", "share"] as const).map((kind) => (
        <Part key={kind} title={t(kind, { count: parts[kind].length })}>
          {parts[kind]}
        </Part>
      ))}
      <Part title={t("own", { count: plan.own.length })}>
        {plan.own.map(({ id, name, share }) => (
          <li key={id}>{t("toShare", { name, share: percent(share) })}</li>
        ))}
      </Part>
      <Part title={t("kept", { count: plan.keptIds.length })}>
        {plan.keptIds.map((id) => (
          <li key={id}>{nameOf(id)}</li>
        ))}
      </Part>
      {plan.unknownIds.length > 0 ? (
        <p className="mb-4 text-ink-soft text-sm">{t("unknown", { count: plan.unknownIds.length })}</p>
      ) : null}
    </>
  );
}

async function ExposureChange({ exposure: { before, after } }: Pick<CopyPreview, "exposure">) {
  const t = await getTranslations("activities.copy");
  const format = await getFormatter();
  const figure = (exposure: number | null) =>
    exposure === null
      ? t("unknownExposure")
      : format.number(exposure, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return (
    <p className="mb-4 font-semibold tabular-nums">
      {figure(before) === figure(after)
        ? t("exposureSame", { before: figure(before) })
        : t("exposure", { before: figure(before), after: figure(after) })}
    </p>
  );
}

async function Preview({
  ctx,
  target,
  query,
  from,
}: PanelProps & { from: { code: string; roleId: string | null } }) {
  const t = await getTranslations("activities.copy");
  const { sessionId, code, roleId } = target;
  const asked = { sessionId, code, roleId, from, doesOverwrite: query.over };
  const preview = await previewCopy(ctx, asked).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  const back = (
    <Link
      className="text-accent text-sm underline underline-offset-2"
      scroll={false}
      href={activitiesHref(sessionId, query, { from: null, fromRole: null, over: false })}
    >
      {t("back")}
    </Link>
  );
  if (preview instanceof AppError) {
    return (
      <>
        <Notice tone="warn">{preview.message}</Notice>
        <p className="mt-3">{back}</p>
      </>
    );
  }
  const { plan } = preview;
  const isNothing = plan.changes.length + plan.own.length === 0;
  return (
    <>
      <h3 className="font-semibold text-lg">{t("from", { title: preview.fromTitle })}</h3>
      <p className="mb-3">{back}</p>
      {isNothing ? (
        <p className="mb-4 text-sm">{t("same")}</p>
      ) : (
        <ExposureChange exposure={preview.exposure} />
      )}
      <Changes preview={preview} />
      {plan.keptIds.length > 0 || query.over ? (
        <p className="mb-4">
          <Link
            className="text-accent text-sm underline underline-offset-2"
            scroll={false}
            href={activitiesHref(sessionId, query, { over: !query.over })}
          >
            {query.over ? t("keep") : t("overwrite", { count: plan.keptIds.length })}
          </Link>
        </p>
      ) : null}
      {isNothing ? null : (
        <CopyButton
          asked={{ ...asked, stamp: preview.stamp }}
          closeHref={activitiesHref(sessionId, query, {
            copy: false,
            copyq: "",
            from: null,
            fromRole: null,
            over: false,
          })}
        />
      )}
    </>
  );
}

/** Copying from other work of the session: what from, what would change, and only then the change. */
export async function CopyPanel({ closeHref, ...props }: PanelProps & { closeHref: string }) {
  const t = await getTranslations("activities.copy");
  const { from: code, fromRole: roleId } = props.query;
  return (
    <SideDialog title={t("title")} closeLabel={t("close")} closeHref={closeHref}>
      {code === null ? <Sources {...props} /> : <Preview {...props} from={{ code, roleId }} />}
    </SideDialog>
  );
}

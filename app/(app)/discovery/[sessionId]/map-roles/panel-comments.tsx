"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { Button } from "@/components/ui/button";
import { Field, inputClasses } from "@/components/ui/field";
import type { RoleComment } from "@/lib/roles/panel-schema";
import { addCommentAction, removeCommentAction } from "./shape-actions";

/** What people said to each other about the role. What could not be kept stays in the field. */
export function PanelComments({
  sessionId,
  roleId,
  comments,
  mayComment,
}: {
  sessionId: string;
  roleId: string;
  comments: readonly RoleComment[];
  mayComment: boolean;
}) {
  const t = useTranslations("role-shapes.comments");
  const format = useFormatter();
  const answered = useAnswered();
  const [body, setBody] = useState("");
  const [isPending, startTransition] = useTransition();
  const add = () =>
    startTransition(async () => {
      const result = await answered(addCommentAction({ sessionId, roleId, body }));
      if (result.ok) setBody("");
      else toast.error(result.message);
    });
  const remove = (commentId: string) =>
    startTransition(async () => {
      const result = await answered(removeCommentAction({ sessionId, roleId, commentId }));
      if (!result.ok) toast.error(result.message);
    });
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t("heading", { count: comments.length })}</h3>
      <ul className="flex flex-col gap-2">
        {comments.map((comment) => {
          const date = format.dateTime(comment.createdAt, { dateStyle: "medium", timeStyle: "short" });
          return (
            <li key={comment.id} className="rounded-lg bg-sunken px-3 py-2">
              <p className="whitespace-pre-wrap text-sm wrap-anywhere">{comment.body}</p>
              <p className="flex flex-wrap items-center justify-between gap-2 text-ink-soft text-xs">
                {t("by", { name: comment.authorName, date })}
                {comment.isOwn && mayComment ? (
                  <Button
                    size="small"
                    variant="quiet"
                    disabled={isPending}
                    aria-label={t("removeOf", { date })}
                    onClick={() => remove(comment.id)}
                  >
                    {t("remove")}
                  </Button>
                ) : null}
              </p>
            </li>
          );
        })}
      </ul>
      {mayComment ? (
        <form
          className="mt-2 flex flex-col items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Field label={t("label")} className="w-full">
            {(parts) => (
              <textarea
                {...parts}
                rows={2}
                maxLength={2000}
                className={`${inputClasses} py-2`}
                value={body}
                onChange={(event) => setBody(event.currentTarget.value)}
              />
            )}
          </Field>
          <Button type="submit" size="small" disabled={isPending || body.trim() === ""}>
            {t("add")}
          </Button>
        </form>
      ) : null}
    </section>
  );
}

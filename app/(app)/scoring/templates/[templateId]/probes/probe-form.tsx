import Form from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SelectField, TextField } from "@/components/ui/field";
import { mostSampled, probeKinds } from "@/lib/scoring/probe-schema";
import { type ProbeQuery, probesHref } from "./search-params";

/** A form that only reads: its fields become the address, and the cost is shown before anything starts. */
export async function ProbeForm({ templateId, query }: { templateId: string; query: ProbeQuery }) {
  const t = await getTranslations("probes.ask");
  const { probe, sample, runs, names } = query;
  return (
    <Card className="mb-6" aria-label={t("title")}>
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <Form
        key={JSON.stringify(query)}
        action={probesHref(templateId)}
        scroll={false}
        className="flex flex-col gap-4"
      >
        <div className="flex flex-wrap items-start gap-4">
          <SelectField
            label={t("kind")}
            name="probe"
            defaultValue={probe ?? "repeatability"}
            className="w-full max-w-md"
          >
            {probeKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t("sample")}
            hint={t("sampleHint", { most: mostSampled })}
            name="sample"
            type="number"
            min={1}
            max={mostSampled}
            step={1}
            required
            defaultValue={sample}
            className="w-56"
          />
          <TextField
            label={t("runs")}
            hint={t("runsHint")}
            name="runs"
            type="number"
            min={2}
            max={10}
            step={1}
            required
            defaultValue={runs}
            className="w-48"
          />
        </div>
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            name="names"
            value="true"
            defaultChecked={names}
            className="size-5 accent-(--accent)"
          />
          {t("names")}
        </label>
        <div>
          <Button type="submit" variant={probe ? "secondary" : "primary"}>
            {t("show")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

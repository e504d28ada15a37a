import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { modelUses } from "@/lib/llm/models";
import type { ResolvedModelSettings } from "@/lib/llm/queries/model-settings";
import { OwnModelForm } from "./own-model-form";
import { RemoveButton } from "./remove-button";

/** Every model that may be called, with its price and what it is used for. */
export function ModelList({ settings }: { settings: ResolvedModelSettings }) {
  const t = useTranslations("models.list");
  const dollars = useTranslations("models");
  const number = useTranslations("models.calls");
  const { models, ownNames } = settings;
  return (
    <section>
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 mb-3 max-w-prose text-ink-soft text-sm">{t("body")}</p>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("name")}</Th>
            <Th className="text-right">{t("input")}</Th>
            <Th className="text-right">{t("output")}</Th>
            <Th className="text-right">{t("context")}</Th>
            <Th>{t("uses")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {models.map(({ name, inputPrice, outputPrice, contextTokens }) => (
            <tr key={name}>
              <Td className="whitespace-nowrap font-medium">
                {name} {ownNames.includes(name) ? <Badge tone="accent">{t("own")}</Badge> : null}
              </Td>
              <Td className="text-right tabular-nums">{dollars("dollars", { value: inputPrice })}</Td>
              <Td className="text-right tabular-nums">{dollars("dollars", { value: outputPrice })}</Td>
              <Td className="text-right tabular-nums">{number("tokenCount", { value: contextTokens })}</Td>
              <Td>
                <span className="flex flex-wrap gap-1">
                  {modelUses
                    .filter((use) => settings[`${use}Model`].name === name)
                    .map((use) => (
                      <Badge key={use}>{t(`use.${use}`)}</Badge>
                    ))}
                </span>
              </Td>
              <Td className="text-right">{ownNames.includes(name) ? <RemoveButton name={name} /> : null}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <OwnModelForm />
    </section>
  );
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { ApiKey } from "@/lib/api-keys/schema";
import { RevokeButton } from "./revoke-button";

const tones: Readonly<Record<ApiKey["state"], Tone>> = {
  usable: "good",
  expired: "warn",
  revoked: "neutral",
  orphaned: "warn",
};

export function ApiKeyTable({ keys }: { keys: readonly ApiKey[] }) {
  const t = useTranslations("api-keys");
  if (keys.length === 0) return <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>;
  return (
    <Table label={t("table.label")}>
      <thead>
        <tr>
          <Th>{t("columns.name")}</Th>
          <Th>{t("columns.state")}</Th>
          <Th>{t("columns.scopes")}</Th>
          <Th>{t("columns.creator")}</Th>
          <Th>{t("columns.lastUsed")}</Th>
          <Th>{t("columns.expires")}</Th>
          <Th>
            <span className="sr-only">{t("columns.actions")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id} apiKey={key} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations("api-keys");
  const format = useFormatter();
  const day = (moment: Date) => format.dateTime(moment, { dateStyle: "medium" });
  return (
    <tr>
      <Td>
        <span className="block font-medium">{apiKey.name}</span>
        <code className="font-mono text-ink-soft text-xs">{t("prefix", { prefix: apiKey.prefix })}</code>
      </Td>
      <Td>
        <Badge tone={tones[apiKey.state]}>{t(`states.${apiKey.state}`)}</Badge>
      </Td>
      <Td>
        <ul>
          {apiKey.scopes.map((scope) => (
            <li key={scope}>
              <code className="font-mono text-xs">{scope}</code>
            </li>
          ))}
        </ul>
      </Td>
      <Td>
        <span className="block">{apiKey.creatorName}</span>
        <span className="text-ink-soft text-xs">{day(apiKey.createdAt)}</span>
      </Td>
      <Td>
        {apiKey.lastUsedAt
          ? format.dateTime(apiKey.lastUsedAt, { dateStyle: "medium", timeStyle: "short" })
          : t("neverUsed")}
      </Td>
      <Td>{apiKey.expiresAt ? day(apiKey.expiresAt) : t("lifetimes.never")}</Td>
      <Td className="text-right">{apiKey.state === "revoked" ? null : <RevokeButton apiKey={apiKey} />}</Td>
    </tr>
  );
}

import { z } from "zod";
import { profileSources, templateRoles } from "@/db/enums";
import { NewProfile, ProfileContent } from "@/lib/profiles/schema";
import { TemplateBody } from "@/lib/scoring/schema";
import { MaybeMoment, Moment } from "./moments";

export const Profile = z.object({
  id: z.uuid(),
  externalId: z.string(),
  version: z.int(),
  source: z.enum(profileSources).describe("Where the present version came from."),
  purpose: z.string(),
  retainUntil: z.iso.date(),
  createdAt: Moment,
  updatedAt: Moment,
  content: ProfileContent,
});
export type Profile = z.infer<typeof Profile>;

const ManyProfiles = z.strictObject({ profiles: z.array(NewProfile).min(1).max(100) });
export const ProfilesBody = z.union([NewProfile, ManyProfiles]);

export function meantProfiles(given: unknown) {
  return typeof given === "object" && given !== null && "profiles" in given ? ManyProfiles : NewProfile;
}

export const ImportedProfiles = z.object({
  profiles: z.array(
    z.object({
      id: z.uuid(),
      externalId: z.string(),
      version: z.int(),
      change: z.enum(["created", "changed", "unchanged"]),
    }),
  ),
});
export type ImportedProfiles = z.infer<typeof ImportedProfiles>;

const templateBasics = {
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  role: z.enum(templateRoles),
  publishedVersion: z.int().nullable().describe("What new scorings take; null: it cannot be used yet."),
  isDefault: z.boolean().describe("Whether scorings asked for by its role take it."),
  archivedAt: MaybeMoment,
};

export const TemplateSummary = z.object(templateBasics);
export const TemplateList = z.object({ items: z.array(TemplateSummary) });
export const Template = z.object({
  ...templateBasics,
  body: TemplateBody.nullable().describe("Of the published version."),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;
export type Template = z.infer<typeof Template>;

import { z } from "zod";
import { profileSources, templateRoles } from "@/db/enums";
import type { Profile as StoredProfile } from "@/lib/profiles/profile-views";
import { NewProfile, ProfileContent } from "@/lib/profiles/schema";
import type { TemplateDetail } from "@/lib/scoring/queries/get-template";
import type { TemplateRow } from "@/lib/scoring/queries/list-templates";
import { TemplateBody } from "@/lib/scoring/schema";
import { Moment, moment } from "./moments";

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
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  profiles: z.array(z.object({ id: z.uuid(), externalId: z.string() })).describe("In the order given."),
});

const templateBasics = {
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  role: z.enum(templateRoles),
  publishedVersion: z.int().nullable().describe("What new scorings take; null: it cannot be used yet."),
  isDefault: z.boolean().describe("Whether scorings asked for by its role take it."),
  isArchived: z.boolean(),
};

export const TemplateSummary = z.object(templateBasics);
export const TemplateList = z.object({ items: z.array(TemplateSummary) });
export const Template = z.object({
  ...templateBasics,
  body: TemplateBody.nullable().describe("Of the published version."),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;
export type Template = z.infer<typeof Template>;

export function profileAnswer(profile: StoredProfile): Profile {
  const { createdAt, updatedAt } = profile;
  return { ...profile, createdAt: moment(createdAt), updatedAt: moment(updatedAt) };
}

export function templateSummary(row: TemplateRow): TemplateSummary {
  const { id, name, description, role, version, isDefault, isArchived } = row;
  return { id, name, description, role, publishedVersion: version, isDefault, isArchived };
}

export function templateAnswer(template: TemplateDetail): Template {
  const { id, name, description, role, publishedVersion, isDefault, archivedAt, published } = template;
  const summary = {
    id,
    name,
    description,
    role,
    publishedVersion,
    isDefault,
    isArchived: archivedAt !== null,
  };
  return { ...summary, body: published };
}

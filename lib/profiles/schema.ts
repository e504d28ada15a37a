import { z } from "zod";

/** PostgreSQL stores neither the null character nor half a surrogate pair. */
const storable = (text: string) => text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\ufffd");

const line = (most: number) => z.string().overwrite(storable).trim().min(1).max(most);
const maybe = (most: number) => line(most).nullable().default(null);
const year = () => z.int().min(1900).max(2100).nullable().default(null);
const month = () => z.int().min(1).max(12).nullable().default(null);

const Experience = z.strictObject({
  title: line(300),
  company: maybe(300),
  location: maybe(300),
  startYear: year(),
  startMonth: month(),
  /** Null with `isCurrent` false: not known. */
  endYear: year(),
  endMonth: month(),
  isCurrent: z.boolean().default(false),
  description: maybe(10_000),
  skills: z.array(line(200)).max(100).default([]),
});

const Education = z.strictObject({
  school: line(300),
  degree: maybe(300),
  field: maybe(300),
  startYear: year(),
  endYear: year(),
  activities: maybe(2_000),
});

const Certification = z.strictObject({ name: line(300), issuer: maybe(300), year: year() });

/** How to reach the person; never part of what a model reads while scoring is blind. */
const Contact = z.strictObject({
  emails: z.array(line(320)).max(20).default([]),
  phones: z.array(line(60)).max(20).default([]),
  addresses: z.array(line(500)).max(20).default([]),
  urls: z.array(line(2_000)).max(20).default([]),
  photoUrl: maybe(2_000),
});

/** What is known of a person. The one shape of a profile, whatever it was imported from. */
export const ProfileContent = z.strictObject({
  name: line(300),
  headline: maybe(500),
  about: maybe(20_000),
  currentTitle: maybe(300),
  currentCompany: maybe(300),
  city: maybe(200),
  country: maybe(200),
  experience: z.array(Experience).max(100).default([]),
  education: z.array(Education).max(50).default([]),
  certifications: z.array(Certification).max(100).default([]),
  skills: z.array(line(200)).max(300).default([]),
  languages: z.array(line(100)).max(50).default([]),
  contact: Contact.default({ emails: [], phones: [], addresses: [], urls: [], photoUrl: null }),
});
export type ProfileContent = z.infer<typeof ProfileContent>;

/** One profile of an import, from whatever source. */
export const NewProfile = z.strictObject({
  externalId: line(200),
  content: ProfileContent,
  /** Why the organization may hold and score it. */
  purpose: line(500),
  /** ISO date (UTC) after which it is deleted. */
  retainUntil: z.iso.date(),
});
export type NewProfile = z.infer<typeof NewProfile>;

/** Most profiles of one import, whatever they come from. */
export const maxProfilesPerImport = 50_000;

export const defaultRetentionDays = 365;

/** What becomes of each profile of an import. */
export interface ImportCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ImportedProfiles extends ImportCounts {
  /** In the order given. */
  readonly profileIds: readonly string[];
}

export const ProfileInput = z.strictObject({ profileId: z.uuid() });

export const ChangeRetention = z.strictObject({
  profileId: z.uuid(),
  retainUntil: z.iso.date("Choose a day."),
});

export const LinkProfile = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("holds_role"), profileId: z.uuid(), roleId: z.uuid() }),
  z.strictObject({
    kind: z.literal("lead"),
    profileId: z.uuid(),
    candidateId: z.uuid(),
    /** The scoring job that the decision looked at. */
    scoringJobId: z.uuid().optional(),
  }),
]);

export const LinkInput = z.strictObject({ linkId: z.uuid() });

export const profileSorts = ["name", "updated", "retention"] as const;

/** The list's filters, as they stand in its address. */
export const ProfilesQuery = z.strictObject({
  q: z.string().max(200).default(""),
  scored: z.enum(["unscored", "scored"]).optional(),
  sort: z.enum(profileSorts).default("name"),
  dir: z.enum(["asc", "desc"]).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type ProfilesQuery = z.infer<typeof ProfilesQuery>;

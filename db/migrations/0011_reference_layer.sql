CREATE TABLE "onet_emerging_tasks" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"position" smallint NOT NULL,
	"statement" text NOT NULL,
	"category" text NOT NULL,
	"original_task_id" integer,
	CONSTRAINT "onet_emerging_tasks_release_code_position_pk" PRIMARY KEY("release","code","position")
);
--> statement-breakpoint
CREATE TABLE "onet_successors" (
	"from_release" text NOT NULL,
	"to_release" text NOT NULL,
	"level" text NOT NULL,
	"element_id" text NOT NULL,
	"successor_id" text,
	CONSTRAINT "onet_successors_from_release_to_release_level_element_id_pk" PRIMARY KEY("from_release","to_release","level","element_id")
);
--> statement-breakpoint
CREATE TABLE "exposure_overrides" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"release" text NOT NULL,
	"level" text NOT NULL,
	"element_id" text NOT NULL,
	"value" numeric(7, 6) NOT NULL,
	"reason" text NOT NULL,
	"replaces_id" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "exposure_overrides_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "exposure_overrides" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "onet_syncs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"trigger" text NOT NULL,
	"origin" text NOT NULL,
	"requested_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"step" text DEFAULT 'resolve' NOT NULL,
	"progress_done" integer DEFAULT 0 NOT NULL,
	"progress_total" integer,
	"number" text,
	"release" text,
	"counts" jsonb,
	"report" jsonb,
	"finished_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"error_code" text,
	"error_message" text
);
--> statement-breakpoint
CREATE TABLE "reference_choices" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"release" text,
	"exposure_source" text,
	"exposure_version" text,
	"chosen_by" uuid,
	"chosen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reference_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- Every row so far was decided under the one release there was. (The owner may not update tenant rows, a default may.)
ALTER TABLE "activity_choices" ADD COLUMN "release" text NOT NULL DEFAULT '30.1';--> statement-breakpoint
ALTER TABLE "activity_choices" ALTER COLUMN "release" DROP DEFAULT;--> statement-breakpoint
-- Every row so far was decided under the one release there was. (The owner may not update tenant rows, a default may.)
ALTER TABLE "own_activities" ADD COLUMN "release" text NOT NULL DEFAULT '30.1';--> statement-breakpoint
ALTER TABLE "own_activities" ALTER COLUMN "release" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "exposure_scores" ADD COLUMN "rationale" text;--> statement-breakpoint
ALTER TABLE "onet_gwa_ratings" ADD COLUMN "suppress" boolean;--> statement-breakpoint
ALTER TABLE "onet_gwa_ratings" ADD COLUMN "not_relevant" boolean;--> statement-breakpoint
ALTER TABLE "onet_gwas" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "onet_occupations" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "onet_releases" ADD COLUMN "origin" text DEFAULT 'pack' NOT NULL;--> statement-breakpoint
ALTER TABLE "onet_releases" ADD COLUMN "newest_data_at" date;--> statement-breakpoint
ALTER TABLE "onet_releases" ADD COLUMN "counts" jsonb;--> statement-breakpoint
ALTER TABLE "onet_tasks" ADD COLUMN "statement" text;--> statement-breakpoint
ALTER TABLE "onet_tasks" ADD COLUMN "relevance" numeric(5, 2);--> statement-breakpoint
ALTER TABLE "onet_tasks" ADD COLUMN "frequency" real[];--> statement-breakpoint
ALTER TABLE "onet_tasks" ADD COLUMN "suppress" boolean;--> statement-breakpoint
ALTER TABLE "onet_emerging_tasks" ADD CONSTRAINT "onet_emerging_tasks_occupation_fk" FOREIGN KEY ("release","code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_successors" ADD CONSTRAINT "onet_successors_from_release_onet_releases_release_fk" FOREIGN KEY ("from_release") REFERENCES "public"."onet_releases"("release") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_successors" ADD CONSTRAINT "onet_successors_to_release_onet_releases_release_fk" FOREIGN KEY ("to_release") REFERENCES "public"."onet_releases"("release") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_overrides" ADD CONSTRAINT "exposure_overrides_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_overrides" ADD CONSTRAINT "exposure_overrides_release_onet_releases_release_fk" FOREIGN KEY ("release") REFERENCES "public"."onet_releases"("release") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_overrides" ADD CONSTRAINT "exposure_overrides_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_overrides" ADD CONSTRAINT "exposure_overrides_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_overrides" ADD CONSTRAINT "exposure_overrides_replaces_fk" FOREIGN KEY ("org_id","replaces_id") REFERENCES "public"."exposure_overrides"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_syncs" ADD CONSTRAINT "onet_syncs_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_syncs" ADD CONSTRAINT "onet_syncs_release_onet_releases_release_fk" FOREIGN KEY ("release") REFERENCES "public"."onet_releases"("release") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference_choices" ADD CONSTRAINT "reference_choices_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference_choices" ADD CONSTRAINT "reference_choices_release_onet_releases_release_fk" FOREIGN KEY ("release") REFERENCES "public"."onet_releases"("release") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference_choices" ADD CONSTRAINT "reference_choices_chosen_by_users_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "exposure_overrides_element_key" ON "exposure_overrides" USING btree ("org_id","level","element_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "exposure_overrides_newest_idx" ON "exposure_overrides" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "onet_syncs_open_key" ON "onet_syncs" USING btree ((true)) WHERE finished_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX "onet_syncs_newest_idx" ON "onet_syncs" USING btree ("created_at","id");--> statement-breakpoint
CREATE POLICY "exposure_overrides_tenant" ON "exposure_overrides" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "exposure_overrides_system" ON "exposure_overrides" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "reference_choices_tenant" ON "reference_choices" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "reference_choices_system" ON "reference_choices" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);
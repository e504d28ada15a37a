CREATE TABLE "analysis_decisions" (
	"org_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"choices" jsonb NOT NULL,
	"own_activities" jsonb NOT NULL,
	CONSTRAINT "analysis_decisions_org_id_run_id_pk" PRIMARY KEY("org_id","run_id")
);
--> statement-breakpoint
ALTER TABLE "analysis_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "former_segments" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"title_key" text NOT NULL,
	"department" text,
	"line_of_business" text,
	"location" text,
	"headcount" integer NOT NULL,
	CONSTRAINT "former_segments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "former_segments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "activity_reviews" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"onet_code" text NOT NULL,
	"release" text NOT NULL,
	"role_ids" uuid[] NOT NULL,
	"act_id" uuid NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"reviewed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "activity_reviews_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "activity_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mapping_audit_items" (
	"org_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"onet_code" text NOT NULL,
	"confidence" double precision NOT NULL,
	"margin" double precision NOT NULL,
	"verdict" text,
	"checked_by" uuid,
	"checked_at" timestamp with time zone,
	CONSTRAINT "mapping_audit_items_org_id_audit_id_role_id_pk" PRIMARY KEY("org_id","audit_id","role_id")
);
--> statement-breakpoint
ALTER TABLE "mapping_audit_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mapping_audits" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"criteria" jsonb NOT NULL,
	"drawn_by" uuid NOT NULL,
	"drawn_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "mapping_audits_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "mapping_audits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "match_policies" (
	"org_id" uuid NOT NULL,
	"min_confidence" double precision NOT NULL,
	"min_margin" double precision NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "match_policies_org_id_pk" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "match_policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role_comments" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"role_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "role_comments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "role_comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "title_aliases" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"title" text NOT NULL,
	"title_key" text NOT NULL,
	"department" text,
	"department_key" text,
	"onet_code" text,
	"release" text NOT NULL,
	"note" text,
	"instead_of_code" text,
	"session_id" uuid,
	"role_id" uuid,
	"learnt_from" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "title_aliases_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "title_aliases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "column_memories" (
	"org_id" uuid NOT NULL,
	"header_key" text NOT NULL,
	"field" text,
	"used_by" uuid NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "column_memories_org_id_header_key_pk" PRIMARY KEY("org_id","header_key")
);
--> statement-breakpoint
ALTER TABLE "column_memories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "row_fixes" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"upload_id" uuid NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "row_fixes_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"fault_code" text NOT NULL,
	"line" integer,
	"column" text,
	"value" text,
	"action" text NOT NULL,
	"replacement" text,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "row_fixes_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "row_fixes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workforce_segments" DROP CONSTRAINT "workforce_segments_upload_fk";
--> statement-breakpoint
DROP INDEX "roles_title_key";--> statement-breakpoint
DROP INDEX "workforce_segments_session_idx";--> statement-breakpoint
DROP INDEX "workforce_segments_upload_idx";--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "effect" double precision;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "alias_id" uuid;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "department" text;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "department_key" text;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "shaped_by" uuid;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "shaped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "mode" text DEFAULT 'add' NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "superseded_by_id" uuid;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "superseded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "mended_row_count" integer;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "skipped_row_count" integer;--> statement-breakpoint
-- The owner of the tables is under their row-level security too; migrateToHead forces it again.
ALTER TABLE "roles" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workforce_segments" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workforce_segments" ADD COLUMN "title_key" text;--> statement-breakpoint
UPDATE "workforce_segments" s SET "title_key" = r."title_key" FROM "roles" r WHERE r."org_id" = s."org_id" AND r."id" = s."role_id";--> statement-breakpoint
ALTER TABLE "workforce_segments" ALTER COLUMN "title_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "analysis_decisions" ADD CONSTRAINT "analysis_decisions_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."analysis_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_segments" ADD CONSTRAINT "former_segments_upload_fk" FOREIGN KEY ("org_id","upload_id") REFERENCES "public"."uploads"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_segments" ADD CONSTRAINT "former_segments_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD CONSTRAINT "activity_reviews_reviewed_by_users_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD CONSTRAINT "activity_reviews_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD CONSTRAINT "activity_reviews_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_audit_items" ADD CONSTRAINT "mapping_audit_items_checked_by_users_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_audit_items" ADD CONSTRAINT "mapping_audit_items_audit_fk" FOREIGN KEY ("org_id","audit_id") REFERENCES "public"."mapping_audits"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_audit_items" ADD CONSTRAINT "mapping_audit_items_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_audits" ADD CONSTRAINT "mapping_audits_drawn_by_users_id_fk" FOREIGN KEY ("drawn_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_audits" ADD CONSTRAINT "mapping_audits_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_policies" ADD CONSTRAINT "match_policies_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_policies" ADD CONSTRAINT "match_policies_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_comments" ADD CONSTRAINT "role_comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_comments" ADD CONSTRAINT "role_comments_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "title_aliases" ADD CONSTRAINT "title_aliases_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "title_aliases" ADD CONSTRAINT "title_aliases_learnt_from_users_id_fk" FOREIGN KEY ("learnt_from") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "title_aliases" ADD CONSTRAINT "title_aliases_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "column_memories" ADD CONSTRAINT "column_memories_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "column_memories" ADD CONSTRAINT "column_memories_used_by_users_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "row_fixes" ADD CONSTRAINT "row_fixes_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "row_fixes" ADD CONSTRAINT "row_fixes_upload_fk" FOREIGN KEY ("org_id","upload_id") REFERENCES "public"."uploads"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_segments_upload_idx" ON "former_segments" USING btree ("org_id","upload_id");--> statement-breakpoint
CREATE INDEX "former_segments_role_idx" ON "former_segments" USING btree ("org_id","role_id");--> statement-breakpoint
CREATE INDEX "activity_reviews_session_idx" ON "activity_reviews" USING btree ("org_id","session_id","onet_code");--> statement-breakpoint
CREATE INDEX "mapping_audit_items_role_idx" ON "mapping_audit_items" USING btree ("org_id","role_id");--> statement-breakpoint
CREATE INDEX "mapping_audits_session_idx" ON "mapping_audits" USING btree ("org_id","session_id");--> statement-breakpoint
CREATE INDEX "role_comments_role_idx" ON "role_comments" USING btree ("org_id","role_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "title_aliases_title_key" ON "title_aliases" USING btree ("org_id","title_key",coalesce(department_key, '')) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "title_aliases_list_idx" ON "title_aliases" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "row_fixes_upload_idx" ON "row_fixes" USING btree ("org_id","upload_id","position") WHERE undone_at is null;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_shaped_by_users_id_fk" FOREIGN KEY ("shaped_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_merged_into_fk" FOREIGN KEY ("org_id","merged_into_id") REFERENCES "public"."roles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "roles_merged_into_idx" ON "roles" USING btree ("org_id","merged_into_id");--> statement-breakpoint
CREATE INDEX "workforce_segments_title_idx" ON "workforce_segments" USING btree ("org_id","session_id","title_key");--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_title_key" UNIQUE NULLS NOT DISTINCT("org_id","session_id","title_key","department_key");--> statement-breakpoint
CREATE POLICY "analysis_decisions_tenant" ON "analysis_decisions" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "analysis_decisions_system" ON "analysis_decisions" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "former_segments_tenant" ON "former_segments" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "former_segments_system" ON "former_segments" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "activity_reviews_tenant" ON "activity_reviews" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "activity_reviews_system" ON "activity_reviews" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mapping_audit_items_tenant" ON "mapping_audit_items" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "mapping_audit_items_system" ON "mapping_audit_items" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "mapping_audits_tenant" ON "mapping_audits" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "mapping_audits_system" ON "mapping_audits" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "match_policies_tenant" ON "match_policies" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "match_policies_system" ON "match_policies" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "role_comments_tenant" ON "role_comments" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_comments_system" ON "role_comments" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "title_aliases_tenant" ON "title_aliases" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "title_aliases_system" ON "title_aliases" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "column_memories_tenant" ON "column_memories" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "column_memories_system" ON "column_memories" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "row_fixes_tenant" ON "row_fixes" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "row_fixes_system" ON "row_fixes" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);
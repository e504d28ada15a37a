CREATE TABLE "organization_settings" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"job_history_days" integer DEFAULT 90 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_settings_job_history_days" CHECK ("organization_settings"."job_history_days" between 1 and 3650)
);
--> statement-breakpoint
ALTER TABLE "organization_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exports" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"session_id" uuid,
	"params" jsonb NOT NULL,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"file_key" text,
	"file_name" text,
	"byte_size" bigint,
	"row_count" integer,
	"ready_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	CONSTRAINT "exports_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "function_tries" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"run_id" uuid NOT NULL,
	"step_hash" text,
	"attempt" integer NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone DEFAULT now() NOT NULL,
	"error" jsonb NOT NULL,
	CONSTRAINT "function_tries_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "function_tries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "function_runs_open_idx";--> statement-breakpoint
ALTER TABLE "jobs" ALTER COLUMN "session_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "job_id" uuid;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "requested_by" uuid;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "engine_run_id" text;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "failed_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "concurrency_keys" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "concurrency_limits" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "idempotency_key" text;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "parked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "status" text GENERATED ALWAYS AS (case
          when cancelled_at is not null then 'cancelled'
          when parked_at is not null then 'parked'
          when failed_at is not null then 'failed'
          when finished_at is not null then 'finished'
          when started_at is null then 'queued'
          when claimed_by is not null then 'running'
          else 'waiting'
        end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "function_steps" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "attempt" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "organization_settings" ADD CONSTRAINT "organization_settings_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "function_tries" ADD CONSTRAINT "function_tries_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."function_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_requester_idx" ON "exports" USING btree ("org_id","requested_by","created_at");--> statement-breakpoint
CREATE INDEX "exports_session_idx" ON "exports" USING btree ("org_id","session_id");--> statement-breakpoint
CREATE INDEX "exports_expiry_idx" ON "exports" USING btree ("expires_at") WHERE file_key is not null;--> statement-breakpoint
CREATE INDEX "function_tries_run_idx" ON "function_tries" USING btree ("org_id","run_id","ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "function_runs_engine_key" ON "function_runs" USING btree ("org_id","engine_run_id") WHERE engine_run_id is not null;--> statement-breakpoint
CREATE INDEX "function_runs_job_idx" ON "function_runs" USING btree ("org_id","job_id") WHERE job_id is not null;--> statement-breakpoint
CREATE INDEX "function_runs_newest_idx" ON "function_runs" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "function_runs_status_idx" ON "function_runs" USING btree ("org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "function_runs_own_idx" ON "function_runs" USING btree ("org_id","requested_by","created_at","id");--> statement-breakpoint
CREATE INDEX "function_runs_ready_idx" ON "function_runs" USING btree ("org_id","wake_at","id") WHERE claimed_by is null and finished_at is null and failed_at is null and cancelled_at is null and engine_run_id is null;--> statement-breakpoint
CREATE INDEX "function_runs_idempotency_idx" ON "function_runs" USING btree ("org_id","function_id","idempotency_key","created_at") WHERE idempotency_key is not null;--> statement-breakpoint
CREATE INDEX "function_runs_ended_idx" ON "function_runs" USING btree ("updated_at");--> statement-breakpoint
CREATE POLICY "organization_settings_tenant" ON "organization_settings" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "organization_settings_system" ON "organization_settings" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exports_tenant" ON "exports" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "exports_system" ON "exports" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "function_tries_tenant" ON "function_tries" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "function_tries_system" ON "function_tries" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);
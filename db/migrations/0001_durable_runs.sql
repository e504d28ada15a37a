DROP INDEX "outbox_undelivered_idx";--> statement-breakpoint
ALTER TABLE "discovery_sessions" ADD COLUMN "inputs_changed_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "wake_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "claimed_by" text;--> statement-breakpoint
ALTER TABLE "function_runs" ADD COLUMN "claim" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "function_steps" ADD COLUMN "last_error" jsonb;--> statement-breakpoint
ALTER TABLE "function_steps" ADD COLUMN "wake_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "claimed_by_run" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "retry_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "workers" ADD COLUMN "host" text NOT NULL;--> statement-breakpoint
ALTER TABLE "workers" ADD COLUMN "pid" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "workers" ADD COLUMN "pool_id" text;--> statement-breakpoint
ALTER TABLE "function_steps" ADD CONSTRAINT "function_steps_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."function_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "function_runs_claim_idx" ON "function_runs" USING btree ("claimed_by") WHERE claimed_by is not null;--> statement-breakpoint
CREATE INDEX "jobs_updated_idx" ON "jobs" USING btree ("org_id","updated_at");--> statement-breakpoint
CREATE INDEX "jobs_stuck_idx" ON "jobs" USING btree ("updated_at") WHERE finished_at is null and failed_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_undelivered_idx" ON "outbox" USING btree ("retry_at") WHERE delivered_at is null and parked_at is null;
ALTER TABLE "scoring_attempts" ADD COLUMN "faults" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "scoring_jobs" ADD COLUMN "gate_prompt" text;--> statement-breakpoint
ALTER TABLE "scoring_batches" ADD COLUMN "snapshot" jsonb DEFAULT '{}'::jsonb NOT NULL;
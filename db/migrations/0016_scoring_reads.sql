DROP INDEX "scoring_jobs_share_idx";--> statement-breakpoint
DROP INDEX "scoring_jobs_review_idx";--> statement-breakpoint
ALTER TABLE "scoring_jobs" ADD COLUMN "shown_share" double precision GENERATED ALWAYS AS (coalesce((reviewed_overall - scale_min) / nullif(scale_max - scale_min, 0), overall_share)::float8) STORED;--> statement-breakpoint
ALTER TABLE "scoring_jobs" ADD COLUMN "shown_outcome" text GENERATED ALWAYS AS (coalesce(reviewed_outcome, outcome)) STORED;--> statement-breakpoint
CREATE INDEX "scoring_jobs_score_idx" ON "scoring_jobs" USING btree ("org_id",coalesce("shown_share", -1),"id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_cost_idx" ON "scoring_jobs" USING btree ("org_id",coalesce("cost_nanos", -1),"id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_counts_idx" ON "scoring_jobs" USING btree ("org_id","status","template_id","batch_id","shown_outcome","error_class","shown_share","flags","candidate_id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_days_idx" ON "scoring_jobs" USING btree ("org_id","created_at","status","duration_ms","reused_from_job_id","error_class","error_code");--> statement-breakpoint
CREATE INDEX "scoring_jobs_review_idx" ON "scoring_jobs" USING btree ("org_id",coalesce("disagreement", 0),"id") WHERE status = 'completed' and reviewed_at is null and (outcome = 'undetermined' or flags <> '{}');
DROP INDEX "function_runs_status_idx";--> statement-breakpoint
CREATE INDEX "function_runs_count_idx" ON "function_runs" USING btree ("org_id","function_id","status") WHERE function_id not like '%-failure';--> statement-breakpoint
CREATE INDEX "function_runs_status_idx" ON "function_runs" USING btree ("org_id","status","created_at","id") WHERE function_id not like '%-failure';
DROP INDEX "function_runs_status_idx";--> statement-breakpoint
CREATE INDEX "function_runs_error_idx" ON "function_runs" USING btree ("org_id","created_at","id") WHERE error is not null;--> statement-breakpoint
CREATE INDEX "function_runs_status_idx" ON "function_runs" USING btree ("org_id","status","created_at","id","function_id","requested_by") WHERE function_id not like '%-failure';
ALTER TABLE "profiles" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(name || ' ' || external_id || ' ' || coalesce(headline, '') || ' ' || coalesce(current_title, '')
          || ' ' || coalesce(current_company, ''))) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "scoring_jobs_scored_idx" ON "scoring_jobs" USING btree ("org_id","profile_id") WHERE completed_at is not null;--> statement-breakpoint
-- Lists read the narrow columns of many people; what one person's page reads lies beside the table.
ALTER TABLE "profiles" SET (toast_tuple_target = 1024);
